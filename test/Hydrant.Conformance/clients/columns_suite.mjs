// Reads columnar files with a reader that is not ours, and compares each value with what it must be. Prints a line per
// file. Values are brought into one form: whole numbers and decimals (unscaled) as text, floating numbers by their bits,
// timestamps as microseconds since 1970, structs and maps as arrays, a map's entries by their keys.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [, , reader, list] = process.argv;
const require = createRequire(process.env.HYDRANT_NODE_MODULES + '/');
const files = JSON.parse(readFileSync(list, 'utf8'));

const bits = (value) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
};
const byKey = (entries) => entries.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
const microsOf = (text) => {
  const [, date, time, , fraction] = /^(\S+) (\d\d:\d\d:\d\d)(\.(\d+))?$/.exec(text);
  return (BigInt(Date.parse(`${date}T${time}Z`)) * 1000n + BigInt((fraction ?? '').padEnd(6, '0').slice(0, 6))).toString();
};
const unscaled = (text, scale) => {
  const [whole, fraction = ''] = text.split('.');
  return BigInt(whole.replace('-', '') + fraction.padEnd(scale, '0')) * (text.startsWith('-') ? -1n : 1n) + '';
};

const fromDuck = (type, value) => {
  if (value === null) return null;
  switch (type.kind) {
    case 'Boolean': return value;
    case 'TinyInt': case 'SmallInt': case 'Int': case 'BigInt': return String(value);
    case 'Float': case 'Double': return bits(value);
    case 'Decimal': return String(value.value);
    case 'Date': return new Date(value.days * 86400000).toISOString().slice(0, 10);
    case 'Timestamp': return String(value.micros ?? value.nanos / 1000n);
    case 'Binary': return Buffer.from(value.bytes).toString('utf8');
    case 'Struct': return type.fields.map((field) => fromDuck(field.type, value.entries[field.name]));
    case 'Array': return value.items.map((item) => fromDuck(type.fields[0].type, item));
    case 'Map':
      return byKey(value.entries.map(({ key, value: entry }) => [String(key), fromDuck(type.fields[1].type, entry)]));
    default: return value;
  }
};

const fromClick = (type, value) => {
  if (value === null) return null;
  switch (type.kind) {
    case 'TinyInt': case 'SmallInt': case 'Int': case 'BigInt': return String(value);
    case 'Float': return bits(Math.fround(Number(value)));
    case 'Double': return bits(Number(value));
    case 'Decimal': return unscaled(String(value), type.scale);
    case 'Timestamp': return microsOf(value);
    case 'Struct': return type.fields.map((field) => fromClick(field.type, value[field.name]));
    case 'Array': return value.map((item) => fromClick(type.fields[0].type, item));
    case 'Map':
      return byKey(Object.entries(value).map(([key, entry]) => [key, fromClick(type.fields[1].type, entry)]));
    default: return value;
  }
};

// ClickHouse has no null arrays, maps and structs: it reads them as empty, or as structs of nulls.
const asClickHas = (type, value) => {
  switch (type.kind) {
    case 'Struct': return type.fields.map((field, i) => asClickHas(field.type, value === null ? null : value[i]));
    case 'Array': return (value ?? []).map((item) => asClickHas(type.fields[0].type, item));
    case 'Map': return byKey((value ?? []).map(([key, entry]) => [key, asClickHas(type.fields[1].type, entry)]));
    default: return value;
  }
};
const sortedMaps = (type, value) => {
  if (value === null) return null;
  switch (type.kind) {
    case 'Struct': return type.fields.map((field, i) => sortedMaps(field.type, value[i]));
    case 'Array': return value.map((item) => sortedMaps(type.fields[0].type, item));
    case 'Map': return byKey(value.map(([key, entry]) => [key, sortedMaps(type.fields[1].type, entry)]));
    default: return value;
  }
};

const open = async () => {
  if (reader === 'duckdb') {
    const { DuckDBInstance } = require('@duckdb/node-api');
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
    return async (file) => {
      const result = await connection.runAndReadAll(`SELECT * FROM read_parquet('${file.path}')`);
      return result.getRows().map((row) => file.fields.map((field, i) => fromDuck(field.type, row[i])));
    };
  }

  const { query } = require('chdb');
  const settings = 'output_format_json_quote_64bit_integers=1, output_format_json_quote_decimals=1, '
    + 'output_format_json_quote_denormals=1, output_format_decimal_trailing_zeros=1, session_timezone=\'UTC\', '
    + 'output_format_json_named_tuples_as_objects=1, input_format_parquet_preserve_order=1, max_threads=1';
  return async (file) => {
    const format = file.path.endsWith('.orc') ? 'ORC' : 'Parquet';
    const text = query(`SELECT * FROM file('${file.path}', '${format}') SETTINGS ${settings}`, 'JSONCompactEachRow');
    return text.split('\n').filter((line) => line.length > 0)
      .map((line) => JSON.parse(line))
      .map((row) => file.fields.map((field, i) => fromClick(field.type, row[i])));
  };
};

const read = await open();
for (const file of files) {
  try {
    const expected = readFileSync(file.expected, 'utf8').split('\n').filter((line) => line.length > 0).map((line) => JSON.parse(line));
    const rows = await read(file);
    let wrong = rows.length === expected.length ? null : `${rows.length} rows instead of ${expected.length}`;
    for (let row = 0; row < rows.length && wrong === null; row++) {
      file.fields.forEach((field, i) => {
        const form = reader === 'duckdb' ? sortedMaps : asClickHas;
        const [is, must] = [JSON.stringify(rows[row][i]), JSON.stringify(form(field.type, expected[row][i]))];
        if (is !== must && wrong === null) wrong = `row ${row} ${field.name} ${JSON.stringify(field.type).slice(0, 300)}: ${is} instead of ${must}`;
      });
    }
    console.log(wrong === null ? `ok ${file.name}` : `not ok ${file.name}: ${wrong}`);
  } catch (error) {
    console.log(`not ok ${file.name}: ${String(error.message).slice(0, 500)}`);
  }
}
console.log('done');
process.exit(0);
