// Converts NDJSON to ORC with ClickHouse (npm's chdb) on one thread, once for each line of standard input:
// {"input", "output", "structure"}. Prints for each {"cpu", "wall"} in milliseconds.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(`${process.env.HYDRANT_NODE_MODULES}/package.json`);
const { query } = require('chdb');

for await (const line of createInterface({ input: process.stdin })) {
  const { input, output, structure } = JSON.parse(line);
  const [used, clock] = [process.cpuUsage(), process.hrtime.bigint()];
  query(`SELECT * FROM file('${input}', JSONEachRow, '${structure}') INTO OUTFILE '${output}' TRUNCATE FORMAT ORC
    SETTINGS max_threads = 1, output_format_orc_compression_method = 'snappy', input_format_parallel_parsing = 0,
      output_format_parallel_formatting = 0`);
  const { user, system } = process.cpuUsage(used);
  console.log(JSON.stringify({ cpu: (user + system) / 1e3, wall: Number(process.hrtime.bigint() - clock) / 1e6 }));
}
