// Asks DuckDB each query of a list and prints the one value that it answers.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.env.HYDRANT_NODE_MODULES + '/');
const { DuckDBInstance } = require('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
for (const query of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const result = await connection.runAndReadAll(query);
  console.log(String(result.getRows()[0][0]));
}
process.exit(0);
