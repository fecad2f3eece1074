// The control plane of Firehose through the newest AWS SDK for JavaScript. Prints a line per case.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { sayCalls } from './calls.mjs';

const require = createRequire(join(process.env.HYDRANT_NODE_MODULES, 'package.json'));
const F = require('@aws-sdk/client-firehose');
const firehose = new F.FirehoseClient({ endpoint: process.env.HYDRANT_ENDPOINT, maxAttempts: 1 });
sayCalls(firehose, F);
const DeliveryStreamName = 'js-control';
const KeyARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
const S3 = { RoleARN: 'arn:aws:iam::111122223333:role/firehose', BucketARN: 'arn:aws:s3:::js-control' };

async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (wrong) {
    console.log(`not ok ${name}: ${wrong.name} ${String(wrong.message).replaceAll('\n', ' ')}`);
  }
}

const call = (operation, input = {}) => firehose.send(new F[`${operation}Command`]({ DeliveryStreamName, ...input }));

async function refused(name, text, operation, input) {
  await assert.rejects(call(operation, input), (wrong) => {
    assert.equal(wrong.name, name);
    assert.ok(wrong.message.includes(text), wrong.message);
    return true;
  });
}

async function until(look) {
  for (let i = 0; i < 300; i++) {
    const { DeliveryStreamDescription } = await call('DescribeDeliveryStream');
    if (look(DeliveryStreamDescription)) return DeliveryStreamDescription;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('it did not happen in time');
}

const encryption = async (status) => (await until((found) => found.DeliveryStreamEncryptionConfiguration.Status === status))
  .DeliveryStreamEncryptionConfiguration;
const Data = new TextEncoder().encode('a\n');

await check('create-delivery-stream', async () => {
  await call('CreateDeliveryStream', { ExtendedS3DestinationConfiguration: S3, Tags: [{ Key: 'team', Value: 'web' }] });
  await until((found) => found.DeliveryStreamStatus === 'ACTIVE');
  const { DeliveryStreamNames } = await call('ListDeliveryStreams');
  assert.ok(DeliveryStreamNames.includes(DeliveryStreamName));
});

await check('encryption', async () => {
  const Input = { KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN };
  await call('StartDeliveryStreamEncryption', { DeliveryStreamEncryptionConfigurationInput: Input });
  assert.deepEqual(await encryption('ENABLED'), { ...Input, Status: 'ENABLED' });
  assert.equal((await call('PutRecord', { Record: { Data } })).Encrypted, true);
  await call('StopDeliveryStreamEncryption');
  assert.deepEqual(await encryption('DISABLED'), { Status: 'DISABLED' });
  assert.equal((await call('PutRecordBatch', { Records: [{ Data }] })).Encrypted, false);
});

await check('wrong-keys', async () => {
  await refused('InvalidArgumentException', 'KeyARN cannot be specified when KeyType is AWS_OWNED_CMK',
    'StartDeliveryStreamEncryption', { DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK', KeyARN } });
});

await check('tags', async () => {
  await call('TagDeliveryStream', { Tags: [{ Key: 'zone', Value: '1' }, { Key: 'team', Value: 'lake' }] });
  const { Tags, HasMoreTags } = await call('ListTagsForDeliveryStream', { Limit: 1 });
  assert.deepEqual([Tags, HasMoreTags], [[{ Key: 'team', Value: 'lake' }], true]);
  await call('UntagDeliveryStream', { TagKeys: ['team', 'never'] });
  assert.deepEqual((await call('ListTagsForDeliveryStream')).Tags, [{ Key: 'zone', Value: '1' }]);
  await refused('ValidationException', "Value 'foo!' at 'tags.1.member.key'", 'TagDeliveryStream', { Tags: [{ Key: 'foo!' }] });
});

await check('update-destination', async () => {
  const DestinationId = 'destinationId-000000000001';
  await call('UpdateDestination', { CurrentDeliveryStreamVersionId: '1', DestinationId, ExtendedS3DestinationUpdate: { Prefix: 'p/' } });
  assert.equal((await until((found) => found.VersionId === '2')).Destinations[0].ExtendedS3DestinationDescription.Prefix, 'p/');
});

await check('limits', async () => {
  await call('TagDeliveryStream', { Tags: [{ Key: 'hydrant:limits', Value: 'aws' }] });
  const Records = Array.from({ length: 4 }, () => ({ Data: new Uint8Array(512 * 1024) }));
  const { FailedPutCount, RequestResponses } = await call('PutRecordBatch', { Records });
  assert.equal(FailedPutCount, 2);
  assert.deepEqual(RequestResponses[3], { ErrorCode: 'ServiceUnavailableException', ErrorMessage: 'Slow down.' });
  await refused('ServiceUnavailableException', 'Slow down.', 'PutRecord', { Record: { Data: Records[0].Data } });
  await call('UntagDeliveryStream', { TagKeys: ['hydrant:limits'] });
});

await check('delete-delivery-stream', async () => {
  await call('DeleteDeliveryStream');
});

firehose.destroy();
console.log('done');
