// The newest AWS SDK for JavaScript, with HTTP/2 as it speaks to Kinesis by default. Prints a line per case.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import assert from 'node:assert/strict';
import { sayCalls } from './calls.mjs';

const require = createRequire(join(process.env.HYDRANT_NODE_MODULES, 'package.json'));
const K = require('@aws-sdk/client-kinesis');
const F = require('@aws-sdk/client-firehose');
const endpoint = process.env.HYDRANT_ENDPOINT;
const kinesis = new K.KinesisClient({ endpoint, maxAttempts: 1 });
sayCalls(kinesis, K);
const firehose = new F.FirehoseClient({ endpoint, maxAttempts: 1 });
const role = 'arn:aws:iam::111122223333:role/firehose';
const utf8 = (text) => new TextEncoder().encode(text);

async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (wrong) {
    console.log(`not ok ${name}: ${wrong.name} ${String(wrong.message).replaceAll('\n', ' ')}`);
  }
}

async function refused(name, text, call) {
  await assert.rejects(call, (wrong) => {
    assert.equal(wrong.name, name);
    assert.ok(wrong.message.includes(text), wrong.message);
    return true;
  });
}

async function until(look) {
  for (let i = 0; i < 300; i++) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it did not happen in time');
}

function files(folder) {
  try {
    return readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? files(path) : [path];
    });
  } catch {
    return [];
  }
}

let protocol;
kinesis.middlewareStack.add((next) => async (args) => {
  const result = await next(args);
  protocol = kinesis.config.requestHandler.metadata?.handlerProtocol ?? kinesis.config.requestHandler.constructor.name;
  return result;
}, { step: 'deserialize' });

await check('create stream', () => kinesis.send(new K.CreateStreamCommand({ StreamName: 'js', ShardCount: 3 })));
await check('wait until it exists', () => K.waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName: 'js' }));
await check('it spoke HTTP/2', () => assert.match(String(protocol), /h2|NodeHttp2Handler/));
await check('describe stream', async () => {
  const { StreamDescription } = await kinesis.send(new K.DescribeStreamCommand({ StreamName: 'js' }));
  assert.equal(StreamDescription.Shards.length, 3);
  assert.equal(StreamDescription.StreamStatus, 'ACTIVE');
  assert.ok(StreamDescription.StreamCreationTimestamp instanceof Date);
});
await check('describe stream summary by ARN', async () => {
  const { StreamDescriptionSummary } = await kinesis.send(new K.DescribeStreamSummaryCommand({ StreamARN: 'arn:aws:kinesis:eu-central-1:111122223333:stream/js' }));
  assert.equal(StreamDescriptionSummary.OpenShardCount, 3);
  assert.equal(StreamDescriptionSummary.MaxRecordSizeInKiB, 1024);
});
await check('list streams', async () => {
  const names = [];
  for await (const page of K.paginateListStreams({ client: kinesis, pageSize: 1 }, {})) names.push(...page.StreamNames);
  assert.deepEqual(names, ['js']);
});
await check('list shards with a filter', async () => {
  const { Shards } = await kinesis.send(new K.ListShardsCommand({ StreamName: 'js', ShardFilter: { Type: 'AFTER_SHARD_ID', ShardId: 'shardId-000000000000' } }));
  assert.deepEqual(Shards.map((shard) => shard.ShardId), ['shardId-000000000001', 'shardId-000000000002']);
});
let put;
await check('put record', async () => {
  put = await kinesis.send(new K.PutRecordCommand({ StreamName: 'js', PartitionKey: 'ключ', Data: utf8('héllo') }));
  assert.match(put.SequenceNumber, /^\d{56}$/);
});
await check('put record with an order', async () => {
  const next = await kinesis.send(new K.PutRecordCommand({ StreamName: 'js', PartitionKey: 'ключ', Data: utf8('second'), SequenceNumberForOrdering: put.SequenceNumber }));
  assert.equal(next.ShardId, put.ShardId);
  assert.ok(BigInt(next.SequenceNumber) > BigInt(put.SequenceNumber));
});
await check('put records and read them', async () => {
  const Records = Array.from({ length: 200 }, (_, i) => ({ Data: utf8(`r${i}`), PartitionKey: 'ключ' }));
  const answer = await kinesis.send(new K.PutRecordsCommand({ StreamName: 'js', Records }));
  assert.equal(answer.FailedRecordCount, 0);
  const { ShardIterator } = await kinesis.send(new K.GetShardIteratorCommand({ StreamName: 'js', ShardId: put.ShardId, ShardIteratorType: 'TRIM_HORIZON' }));
  const read = await kinesis.send(new K.GetRecordsCommand({ ShardIterator }));
  const text = read.Records.map((record) => new TextDecoder().decode(record.Data));
  assert.deepEqual(text, ['héllo', 'second', ...Array.from({ length: 200 }, (_, i) => `r${i}`)]);
  assert.equal(read.Records[0].PartitionKey, 'ключ');
  assert.ok(read.Records[0].ApproximateArrivalTimestamp instanceof Date);
  assert.equal(read.MillisBehindLatest, 0);
});
await check('unknown stream', () => refused('ResourceNotFoundException', 'Stream nowhere under account 111122223333 not found.',
  () => kinesis.send(new K.PutRecordCommand({ StreamName: 'nowhere', PartitionKey: 'a', Data: utf8('x') }))));
await check('constraints', () => refused('ValidationException', "1 validation error detected: Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
  () => kinesis.send(new K.CreateStreamCommand({ StreamName: 'none', ShardCount: 0 }))));
await check('what is not supported is named', () => refused('InvalidArgumentException', 'ListChannels is not supported by this server.',
  () => kinesis.send(new K.ListChannelsCommand({}))));
await check('many calls at once over one connection', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => kinesis.send(
    new K.PutRecordCommand({ StreamName: 'js', PartitionKey: `p${i}`, Data: utf8(`${i}`) }))));
  assert.equal(new Set(answers.map((answer) => `${answer.ShardId} ${answer.SequenceNumber}`)).size, 100);
});
await check('create delivery stream', async () => {
  await firehose.send(new F.CreateDeliveryStreamCommand({
    DeliveryStreamName: 'js-lake',
    ExtendedS3DestinationConfiguration: {
      RoleARN: role, BucketARN: 'arn:aws:s3:::js-lake', CompressionFormat: 'GZIP',
      Prefix: 'year=!{timestamp:yyyy}/', ErrorOutputPrefix: 'err/!{firehose:error-output-type}/',
      BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 }, FileExtension: '.json.gz',
    },
  }));
  await until(async () => (await firehose.send(new F.DescribeDeliveryStreamCommand({ DeliveryStreamName: 'js-lake' })))
    .DeliveryStreamDescription.DeliveryStreamStatus === 'ACTIVE');
});
await check('put record batch and find it in a file', async () => {
  const answer = await firehose.send(new F.PutRecordBatchCommand({ DeliveryStreamName: 'js-lake', Records: [{ Data: utf8('{"a":1}\n') }, { Data: utf8('{"a":2}\n') }] }));
  assert.equal(answer.FailedPutCount, 0);
  const found = await until(() => files(join(process.env.HYDRANT_DATA, 'buckets', 'js-lake'))[0]);
  assert.match(found, /js-lake\/year=20\d\d\/js-lake-1-.*\.json\.gz$/);
  assert.equal(gunzipSync(readFileSync(found)).toString(), '{"a":1}\n{"a":2}\n');
});
await check('list delivery streams', async () => {
  const { DeliveryStreamNames } = await firehose.send(new F.ListDeliveryStreamsCommand({}));
  assert.deepEqual(DeliveryStreamNames, ['js-lake']);
});
const pushed = 'arn:aws:kinesis:eu-central-1:111122223333:stream/js-push';
let consumer;
async function subscribe(ShardId, StartingPosition) {
  const { EventStream } = await kinesis.send(new K.SubscribeToShardCommand({ ConsumerARN: consumer, ShardId, StartingPosition }));
  return EventStream;
}
async function readTo(events, done) {
  const data = [];
  let last;
  for await (const { SubscribeToShardEvent: event } of events) {
    data.push(...event.Records.map((record) => new TextDecoder().decode(record.Data)));
    last = event;
    if (done(data, event)) break;
  }
  return { data, last };
}
await check('register, describe and list consumers', async () => {
  await kinesis.send(new K.CreateStreamCommand({ StreamName: 'js-push', ShardCount: 1 }));
  await K.waitUntilStreamExists({ client: kinesis, maxWaitTime: 10, minDelay: 1, maxDelay: 1 }, { StreamName: 'js-push' });
  const { Consumer } = await kinesis.send(new K.RegisterStreamConsumerCommand({ StreamARN: pushed, ConsumerName: 'js', Tags: { team: 'lake' } }));
  assert.equal(Consumer.ConsumerStatus, 'CREATING');
  assert.ok(Consumer.ConsumerCreationTimestamp instanceof Date);
  consumer = Consumer.ConsumerARN;
  const described = await until(async () => {
    const { ConsumerDescription } = await kinesis.send(new K.DescribeStreamConsumerCommand({ ConsumerARN: consumer }));
    return ConsumerDescription.ConsumerStatus === 'ACTIVE' && ConsumerDescription;
  });
  assert.equal(described.StreamARN, pushed);
  const { Consumers, NextToken } = await kinesis.send(new K.ListStreamConsumersCommand({ StreamARN: pushed }));
  assert.deepEqual(Consumers.map((each) => [each.ConsumerName, each.ConsumerARN]), [['js', consumer]]);
  assert.equal(NextToken, undefined);
});
await check('what is appended is pushed', async () => {
  const events = await subscribe('shardId-000000000000', { Type: 'LATEST' });
  const reading = readTo(events, (data) => data.length === 20);
  for (let i = 0; i < 20; i++) {
    await kinesis.send(new K.PutRecordCommand({ StreamName: 'js-push', PartitionKey: `${i}`, Data: utf8(`${i}`) }));
  }
  const { data, last } = await reading;
  assert.deepEqual(data, Array.from({ length: 20 }, (_, i) => `${i}`));
  assert.match(last.ContinuationSequenceNumber, /^[1-9][0-9]{55}$/);
  assert.equal(last.MillisBehindLatest, 0);
});
await check('a second subscription is refused for five seconds', () => refused('ResourceInUseException', 'Another active subscription exists for this consumer',
  () => subscribe('shardId-000000000000', { Type: 'LATEST' })));
await check('a split ends a subscription with the children, which go on', async () => {
  await new Promise((done) => setTimeout(done, 5100));
  const events = await subscribe('shardId-000000000000', { Type: 'TRIM_HORIZON' });
  const reading = readTo(events, () => false);
  await kinesis.send(new K.SplitShardCommand({ StreamName: 'js-push', ShardToSplit: 'shardId-000000000000', NewStartingHashKey: (1n << 127n).toString() }));
  const { data, last } = await reading;
  assert.equal(data.length, 20);
  assert.equal(last.ContinuationSequenceNumber, undefined);
  assert.deepEqual(last.ChildShards.map((child) => [child.ShardId, child.ParentShards]),
    [['shardId-000000000001', ['shardId-000000000000']], ['shardId-000000000002', ['shardId-000000000000']]]);
  await until(async () => (await kinesis.send(new K.DescribeStreamSummaryCommand({ StreamName: 'js-push' }))).StreamDescriptionSummary.StreamStatus === 'ACTIVE');
  for (let i = 0; i < 20; i++) {
    await kinesis.send(new K.PutRecordCommand({ StreamName: 'js-push', PartitionKey: `${i}`, Data: utf8(`${i}`) }));
  }
  const children = await Promise.all(last.ChildShards.map(async (child) => {
    const at = await subscribe(child.ShardId, { Type: 'TRIM_HORIZON' });
    return (await readTo(at, (_, event) => event.MillisBehindLatest === 0)).data;
  }));
  assert.equal(new Set(children.flat()).size, 20);
});
await check('a consumer that goes ends its subscriptions with an error', async () => {
  const { Consumer } = await kinesis.send(new K.RegisterStreamConsumerCommand({ StreamARN: pushed, ConsumerName: 'short' }));
  await until(async () => (await kinesis.send(new K.DescribeStreamConsumerCommand({ ConsumerARN: Consumer.ConsumerARN }))).ConsumerDescription.ConsumerStatus === 'ACTIVE');
  const { EventStream } = await kinesis.send(new K.SubscribeToShardCommand({
    ConsumerARN: Consumer.ConsumerARN, ShardId: 'shardId-000000000001', StartingPosition: { Type: 'LATEST' } }));
  const reading = readTo(EventStream, () => false);
  reading.catch(() => {}); // It may end before it is looked at; what it ended with is asserted below.
  await kinesis.send(new K.DeregisterStreamConsumerCommand({ ConsumerARN: Consumer.ConsumerARN }));
  await refused('ResourceNotFoundException', `Consumer ${Consumer.ConsumerARN}, account 111122223333 not found.`, () => reading);
});
await check('a stream with consumers is deleted by force', async () => {
  await refused('ResourceInUseException', 'registered consumers', () => kinesis.send(new K.DeleteStreamCommand({ StreamName: 'js-push' })));
  await kinesis.send(new K.DeleteStreamCommand({ StreamName: 'js-push', EnforceConsumerDeletion: true }));
});
await check('delete both', async () => {
  await firehose.send(new F.DeleteDeliveryStreamCommand({ DeliveryStreamName: 'js-lake' }));
  await kinesis.send(new K.DeleteStreamCommand({ StreamName: 'js' }));
  await until(async () => (await kinesis.send(new K.ListStreamsCommand({}))).StreamNames.length === 0);
});
kinesis.destroy();
firehose.destroy();
console.log('done');
