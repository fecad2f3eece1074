// Packs records with the aggregation library of AWS for JavaScript and opens them again with it. Prints one JSON object a
// line: {"data": base64, "records": [{"key", "hashKey", "data"}] or null where it does not take them for an aggregate}.
import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';

const require = createRequire(`${process.env.HYDRANT_NODE_MODULES}/package.json`);
const { RecordAggregator, deaggregateSync } = require('aws-kinesis-agg');

let state = Number(process.argv[2] ?? 1);
const chance = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Seeded, so that a failure comes again.
  return Math.floor((state / 2 ** 32) * below);
};
const text = (length) => Array.from({ length }, () => String.fromCodePoint([97 + chance(26), 0xe9, 0x1f600][chance(20) > 18 ? 1 + chance(2) : 0])).join('');

function pack() {
  const aggregator = new RecordAggregator();
  const put = [];
  const keys = Array.from({ length: 1 + chance(6) }, () => text(1 + chance(30)));
  for (let left = 1 + chance(40); left > 0; left--) {
    const record = { partitionKey: keys[chance(keys.length)], data: Buffer.from(text(chance(200))) };
    // Long, as the library would put short ones into another order than the one their records count on.
    if (chance(3) === 0) record.explicitHashKey = `9${String(chance(50)).padStart(20, '0')}`;
    aggregator.addUserRecord(record);
    put.push(record);
  }
  return [Buffer.from(aggregator.build().data, 'base64'), put];
}

function open(data) {
  let records = null;
  deaggregateSync({ data: data.toString('base64'), partitionKey: 'outer', sequenceNumber: '1' }, true, (error, opened) => {
    if (!error && opened && opened.every((each) => each.subSequenceNumber !== undefined)) records = opened;
  });
  return records?.map((each) => ({ key: each.partitionKey, data: each.data })) ?? null;
}

const sealed = (message) => Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, createHash('md5').update(message).digest()]);
// The library shows the first explicit hash key of the table with records that have none; what was put is the truth.
const show = (data, put) => console.log(JSON.stringify({
  data: data.toString('base64'),
  records: open(data)?.map((each, i) => ({ ...each, hashKey: put[i].explicitHashKey ?? '' })) ?? null,
}));

for (let round = 0; round < 300; round++) {
  const [data, put] = pack();
  show(data, put);

  const damaged = Buffer.from(data);
  damaged[chance(damaged.length)] ^= 1 << chance(8);
  show(damaged, put);
  show(data.subarray(0, 20 + chance(data.length - 20)), put);

  // A message cut off in the middle of a field, under a digest that is right.
  show(sealed(data.subarray(4, data.length - 17)), put);
}
