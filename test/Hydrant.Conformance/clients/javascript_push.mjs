// The newest AWS SDK for JavaScript is pushed to for HYDRANT_PUSH_SECONDS, across the five minutes of a subscription and
// across reshards. Every record must come once, and in the order of its key. Prints a line per case.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { sayCalls } from './calls.mjs';

const require = createRequire(join(process.env.HYDRANT_NODE_MODULES, 'package.json'));
const K = require('@aws-sdk/client-kinesis');
const kinesis = new K.KinesisClient({ endpoint: process.env.HYDRANT_ENDPOINT });
sayCalls(kinesis, K);
const seconds = Number(process.env.HYDRANT_PUSH_SECONDS ?? 15);
const StreamName = 'push';
const StreamARN = 'arn:aws:kinesis:eu-central-1:111122223333:stream/push';
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const seen = new Map();
const finished = new Set();
const reading = new Set();
let wrong;
let subscriptions = 0;
let puts = 0;
let isOver = false;

async function until(look) {
  while (!await look()) await pause(50);
}

function take(records, shard) {
  for (const record of records) {
    const [key, number] = new TextDecoder().decode(record.Data).split(' ');
    const expected = (seen.get(key) ?? -1) + 1;
    if (Number(number) !== expected) wrong ??= `${key} ${number} in ${shard} where ${expected} was due`;
    seen.set(key, Number(number));
  }
}

async function read(ConsumerARN, ShardId) {
  let StartingPosition = { Type: 'TRIM_HORIZON' };
  while (!isOver) {
    let events;
    try {
      ({ EventStream: events } = await kinesis.send(new K.SubscribeToShardCommand({ ConsumerARN, ShardId, StartingPosition })));
    } catch (refused) {
      if (refused.name !== 'ResourceInUseException') throw refused;
      await pause(500);
      continue;
    }
    subscriptions++;
    for await (const { SubscribeToShardEvent: event } of events) {
      take(event.Records, ShardId);
      if (event.ChildShards?.length) {
        finished.add(ShardId);
        for (const child of event.ChildShards) {
          if (child.ParentShards.every((parent) => finished.has(parent))) start(ConsumerARN, child.ShardId);
        }
        return;
      }
      StartingPosition = { Type: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: event.ContinuationSequenceNumber };
      if (isOver) return;
    }
  }
}

function start(consumer, shard) {
  const task = read(consumer, shard).catch((failed) => { wrong ??= `${shard}: ${failed.name} ${failed.message}`; });
  reading.add(task);
}

async function reshard(turn) {
  const { Shards } = await kinesis.send(new K.ListShardsCommand({ StreamName, ShardFilter: { Type: 'AT_LATEST' } }));
  const sorted = Shards.sort((a, b) => (BigInt(a.HashKeyRange.StartingHashKey) < BigInt(b.HashKeyRange.StartingHashKey) ? -1 : 1));
  const [first, second] = sorted;
  const middle = (BigInt(first.HashKeyRange.StartingHashKey) + BigInt(first.HashKeyRange.EndingHashKey)) / 2n;
  await kinesis.send(turn % 2 === 0
    ? new K.SplitShardCommand({ StreamName, ShardToSplit: first.ShardId, NewStartingHashKey: middle.toString() })
    : new K.MergeShardsCommand({ StreamName, ShardToMerge: first.ShardId, AdjacentShardToMerge: second.ShardId }));
}

await kinesis.send(new K.CreateStreamCommand({ StreamName, ShardCount: 2 }));
await until(async () => (await kinesis.send(new K.DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary.StreamStatus === 'ACTIVE');
const { Consumer: { ConsumerARN } } = await kinesis.send(new K.RegisterStreamConsumerCommand({ StreamARN, ConsumerName: 'js' }));
await until(async () => (await kinesis.send(new K.DescribeStreamConsumerCommand({ ConsumerARN }))).ConsumerDescription.ConsumerStatus === 'ACTIVE');
for (const shard of ['shardId-000000000000', 'shardId-000000000001']) start(ConsumerARN, shard);

const end = Date.now() + seconds * 1000;
const every = Math.max(2, seconds / 6);
let due = Date.now() + every * 1000;
let reshards = 0;
const keys = 20;
for (; Date.now() < end; puts++) {
  const Records = Array.from({ length: keys }, (_, key) => ({ PartitionKey: `k${key}`, Data: new TextEncoder().encode(`k${key} ${puts}`) }));
  const { FailedRecordCount } = await kinesis.send(new K.PutRecordsCommand({ StreamName, Records }));
  assert.equal(FailedRecordCount, 0);
  if (Date.now() > due) {
    await reshard(reshards++);
    due += every * 1000;
  }
  await pause(20);
}
const patience = Date.now() + 30_000;
await until(() => wrong || Date.now() > patience || (seen.size === keys && [...seen.values()].every((last) => last === puts - 1)));
isOver = true;
const behind = [...seen].filter(([, last]) => last !== puts - 1).map(([key, last]) => `${key} ${last}`);
if (wrong || behind.length > 0 || seen.size !== keys) console.log(`not ok pushed: ${wrong ?? `only ${behind} of ${puts}`}`);
else console.log(`ok pushed ${puts * keys} records in ${seconds} s across ${reshards} reshards and ${subscriptions} subscriptions`);
console.log('done');
process.exit(0);
