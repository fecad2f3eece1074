// Asks DuckDB or ClickHouse each query of a list and prints the one value that it answers.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [, , reader, list] = process.argv;
const require = createRequire(process.env.HYDRANT_NODE_MODULES + '/');
let ask;
if (reader === 'duckdb') {
  const { DuckDBInstance } = require('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  ask = async (query) => String((await connection.runAndReadAll(query)).getRows()[0][0]);
} else {
  const { query: click } = require('chdb');
  ask = async (query) => click(query, 'TSV').trimEnd();
}

for (const query of JSON.parse(readFileSync(list, 'utf8'))) console.log(await ask(query));
process.exit(0);
