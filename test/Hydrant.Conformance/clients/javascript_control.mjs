// The control plane of Kinesis through the newest AWS SDK for JavaScript. Prints a line per case.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { sayCalls } from './calls.mjs';

const require = createRequire(join(process.env.HYDRANT_NODE_MODULES, 'package.json'));
const K = require('@aws-sdk/client-kinesis');
const kinesis = new K.KinesisClient({ endpoint: process.env.HYDRANT_ENDPOINT, maxAttempts: 1 });
sayCalls(kinesis, K);
const account = '111122223333';
const StreamARN = `arn:aws:kinesis:eu-central-1:${account}:stream/ctl`;
const StreamName = 'ctl';
const ResourceARN = StreamARN;

async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (wrong) {
    console.log(`not ok ${name}: ${wrong.name} ${String(wrong.message).replaceAll('\n', ' ')}`);
  }
}

const call = (operation, input = {}) => kinesis.send(new K[`${operation}Command`](input));

async function refused(name, text, operation, input) {
  await assert.rejects(call(operation, input), (wrong) => {
    assert.equal(wrong.name, name);
    assert.ok(wrong.message.includes(text), wrong.message);
    return true;
  });
}

async function summary() {
  for (let i = 0; i < 300; i++) {
    const { StreamDescriptionSummary } = await call('DescribeStreamSummary', { StreamName });
    if (StreamDescriptionSummary.StreamStatus === 'ACTIVE') return StreamDescriptionSummary;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('it did not become ACTIVE in time');
}

await check('create with tags and record size', async () => {
  await call('CreateStream', { StreamName, ShardCount: 1, Tags: { team: 'lake' }, MaxRecordSizeInKiB: 2048 });
  assert.equal((await summary()).MaxRecordSizeInKiB, 2048);
});
await check('tags of both kinds', async () => {
  await call('AddTagsToStream', { StreamARN, Tags: { a: '1', b: '2' } });
  await call('TagResource', { ResourceARN, Tags: { c: '3' } });
  await call('UntagResource', { ResourceARN, TagKeys: ['a'] });
  await call('RemoveTagsFromStream', { StreamName, TagKeys: ['b'] });
  const { Tags, HasMoreTags } = await call('ListTagsForStream', { StreamName });
  assert.deepEqual(Tags, [{ Key: 'c', Value: '3' }, { Key: 'team', Value: 'lake' }]);
  assert.equal(HasMoreTags, false);
  assert.deepEqual((await call('ListTagsForResource', { ResourceARN })).Tags, Tags);
});
await check('wrong tags', () => refused('InvalidArgumentException', 'Some tags contain invalid characters.', 'AddTagsToStream', { StreamName, Tags: { 'a;': 'b' } }));
await check('retention up and down', async () => {
  await call('IncreaseStreamRetentionPeriod', { StreamName, RetentionPeriodHours: 8760 });
  assert.equal((await summary()).RetentionPeriodHours, 8760);
  await call('DecreaseStreamRetentionPeriod', { StreamARN, RetentionPeriodHours: 48 });
  assert.equal((await summary()).RetentionPeriodHours, 48);
});
await check('wrong retention', () => refused('InvalidArgumentException', 'Use DecreaseRetentionPeriod API.', 'IncreaseStreamRetentionPeriod', { StreamName, RetentionPeriodHours: 24 }));
await check('shard-level metrics', async () => {
  const on = await call('EnableEnhancedMonitoring', { StreamName, ShardLevelMetrics: ['ALL'] });
  assert.equal(on.CurrentShardLevelMetrics.length, 0);
  assert.equal(on.DesiredShardLevelMetrics.length, 7);
  const off = await call('DisableEnhancedMonitoring', { StreamARN, ShardLevelMetrics: ['IncomingBytes'] });
  assert.equal(off.DesiredShardLevelMetrics.length, 6);
  assert.deepEqual((await summary()).EnhancedMonitoring[0].ShardLevelMetrics, off.DesiredShardLevelMetrics);
});
await check('encryption', async () => {
  const key = { StreamName, EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' };
  await call('StartStreamEncryption', key);
  const on = await summary();
  assert.deepEqual([on.EncryptionType, on.KeyId], ['KMS', 'alias/aws/kinesis']);
  const put = await call('PutRecord', { StreamName, PartitionKey: 'k', Data: new Uint8Array([1]) });
  assert.equal(put.EncryptionType, 'KMS');
  await call('StopStreamEncryption', key);
  assert.equal((await summary()).EncryptionType, 'NONE');
  const { ShardIterator } = await call('GetShardIterator', { StreamName, ShardId: put.ShardId, ShardIteratorType: 'TRIM_HORIZON' });
  assert.equal((await call('GetRecords', { ShardIterator })).Records[0].EncryptionType, 'KMS');
});
await check('a key that is none', () => refused('KMSNotFoundException', 'Invalid arn eu-central-1', 'StartStreamEncryption', { StreamName, EncryptionType: 'KMS', KeyId: 'arn:aws:kms' }));
await check('resource policy', async () => {
  assert.equal((await call('GetResourcePolicy', { ResourceARN })).Policy, '{}');
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: ['kinesis:PutRecord'], Resource: StreamARN }] });
  await call('PutResourcePolicy', { ResourceARN, Policy });
  assert.equal((await call('GetResourcePolicy', { ResourceARN })).Policy, Policy);
  await call('DeleteResourcePolicy', { ResourceARN });
  await refused('ResourceNotFoundException', 'No resource policy found', 'DeleteResourcePolicy', { ResourceARN });
  await refused('InvalidArgumentException', 'Missing required field Principal', 'PutResourcePolicy', { ResourceARN, Policy: '{"Statement":[{"Effect":"Allow"}]}' });
});
await check('records of 10 MiB', async () => {
  await call('UpdateMaxRecordSize', { StreamARN, MaxRecordSizeInKiB: 10240 });
  assert.equal((await summary()).MaxRecordSizeInKiB, 10240);
  const Data = new Uint8Array(10 * 1024 * 1024 - 1).map((_, i) => i % 251);
  const put = await call('PutRecord', { StreamName, PartitionKey: 'k', Data });
  const { ShardIterator } = await call('GetShardIterator', { StreamName, ShardId: put.ShardId, ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: put.SequenceNumber });
  const { Records } = await call('GetRecords', { ShardIterator });
  assert.equal(Buffer.compare(Records[0].Data, Data), 0);
  await refused('InvalidArgumentException', '10485760', 'PutRecord', { StreamName, PartitionKey: 'kk', Data });
});
await check('shards split, merged and counted anew', async () => {
  const at = (1n << 127n).toString();
  await call('SplitShard', { StreamName, ShardToSplit: 'shardId-000000000000', NewStartingHashKey: at });
  await summary();
  await call('MergeShards', { StreamARN, ShardToMerge: 'shardId-000000000001', AdjacentShardToMerge: 'shardId-000000000002' });
  await summary();
  const { Shards } = await call('ListShards', { StreamARN });
  assert.deepEqual(Shards.map((shard) => [shard.ParentShardId, shard.AdjacentParentShardId]), [
    [undefined, undefined], ['shardId-000000000000', undefined], ['shardId-000000000000', undefined],
    ['shardId-000000000001', 'shardId-000000000002']]);
  const scaled = await call('UpdateShardCount', { StreamName, TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING' });
  assert.deepEqual([scaled.CurrentShardCount, scaled.TargetShardCount, scaled.StreamARN], [1, 2, StreamARN]);
  await summary();
  await call('UpdateShardCount', { StreamARN, TargetShardCount: 1, ScalingType: 'UNIFORM_SCALING' });
  assert.equal((await summary()).OpenShardCount, 1);
});
await check('account settings', async () => {
  const found = await call('DescribeAccountSettings');
  assert.equal(found.MinimumThroughputBillingCommitment.Status, 'DISABLED');
  const { MinimumThroughputBillingCommitment } = await call('UpdateAccountSettings', { MinimumThroughputBillingCommitment: { Status: 'ENABLED' } });
  assert.equal(MinimumThroughputBillingCommitment.Status, 'ENABLED');
  assert.ok(MinimumThroughputBillingCommitment.EarliestAllowedEndAt instanceof Date);
});
await check('mode and warm throughput', async () => {
  await refused('ValidationException', 'WarmThroughputMiBps can only be set for ON_DEMAND streams', 'UpdateStreamWarmThroughput', { StreamName, WarmThroughputMiBps: 6 });
  await call('UpdateStreamMode', { StreamARN, StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  assert.equal((await summary()).StreamModeDetails.StreamMode, 'ON_DEMAND');
  const { WarmThroughput } = await call('UpdateStreamWarmThroughput', { StreamName, WarmThroughputMiBps: 6 });
  assert.deepEqual(WarmThroughput, { TargetMiBps: 6, CurrentMiBps: 1 });
  const found = await summary();
  assert.deepEqual(found.WarmThroughput, { TargetMiBps: 6, CurrentMiBps: 6 });
  assert.equal(found.OpenShardCount, 6);
});
if (K.UpdateStreamRecordDistributionStrategyCommand) {
  await check('records without keys', async () => {
    await call('UpdateStreamRecordDistributionStrategy', { StreamARN, RecordDistributionStrategy: 'AUTO' });
    assert.equal((await summary()).RecordDistributionStrategy, 'AUTO');
    const put = await call('PutRecord', { StreamName, Data: new Uint8Array([7]) });
    const { ShardIterator } = await call('GetShardIterator', { StreamName, ShardId: put.ShardId, ShardIteratorType: 'TRIM_HORIZON' });
    const { Records } = await call('GetRecords', { ShardIterator });
    assert.equal(Records.at(-1).PartitionKey, undefined);
  });
  await check('a dry run', () => refused('DryRunOperationException', 'would have succeeded', 'PutRecord', { StreamName, PartitionKey: 'k', Data: new Uint8Array([7]), DryRun: true }));
  await check('channels are refused by name', async () => {
    for (const operation of ['CreateChannel', 'DeleteChannel', 'DescribeChannel', 'ListChannels', 'UpdateChannel']) {
      await refused('InvalidArgumentException', `${operation} is not supported by this server.`, operation);
    }
  });
}
await check('limits', async () => {
  const found = await call('DescribeLimits');
  assert.equal(found.OpenShardCount, 6);
  assert.equal(found.OnDemandStreamCount, 1);
  assert.ok(found.ShardLimit >= 1000);
});
await check('tags and policies of a consumer that is not there', async () => {
  const consumer = `${StreamARN}/consumer/none:1700000000`;
  for (const operation of ['ListTagsForResource', 'GetResourcePolicy']) {
    await refused('ResourceNotFoundException', `Consumer ${consumer}, account ${account} not found.`, operation, { ResourceARN: consumer });
  }
});
await check('delete', () => call('DeleteStream', { StreamName }));
kinesis.destroy();
console.log('done');
