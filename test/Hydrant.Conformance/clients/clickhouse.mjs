// Runs queries in ClickHouse within this process, one after the other. Standard input: one JSON text a line, a query each.
// Standard output: for each line one JSON object, {"answer": text in the query's own format} or {"error": text}.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(`${process.env.HYDRANT_NODE_MODULES}/package.json`);
const { query } = require('chdb');

for await (const line of createInterface({ input: process.stdin })) {
  let shown;
  try {
    shown = { answer: query(JSON.parse(line), 'JSONEachRow') };
  } catch (error) {
    shown = { error: String(error.message) };
  }
  console.log(JSON.stringify(shown));
}
