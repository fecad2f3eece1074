// Runs a Node.js handler through the Lambda Runtime API. One process, one call at a time.
import { existsSync, writeSync } from 'node:fs';
import { request, Agent } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const root = process.env.LAMBDA_TASK_ROOT ?? process.cwd();
const mark = process.env.HYDRANT_LOG_MARK ?? '';
delete process.env.HYDRANT_LOG_MARK;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function call(method, path, body, kind) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    if (kind) headers['Lambda-Runtime-Function-Error-Type'] = kind;
    const sent = request({ host, port, method, path: `/2018-06-01/runtime/${path}`, headers, agent }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function describe(error, kind) {
  if (error instanceof Error) {
    return { errorType: kind ?? error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: kind ?? typeof error, errorMessage: String(error), trace: [] };
}

function fault(kind, message) {
  const error = new Error(message);
  error.name = kind;
  return error;
}

async function load() {
  const name = process.env._HANDLER;
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  if (dot < 0) throw fault('Runtime.MalformedHandlerName', 'Bad handler');
  const [file, path] = [name.slice(0, dot), name.slice(dot + 1)];
  const found = ['.js', '.mjs', '.cjs'].map(suffix => join(root, file + suffix)).find(existsSync);
  if (!found) throw fault('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  let module;
  try {
    module = found.endsWith('.cjs') ? createRequire(import.meta.url)(found) : await import(pathToFileURL(found));
  } catch (error) {
    if (error instanceof SyntaxError) throw fault('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`);
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw fault('Runtime.ImportModuleError', `Error: ${error.message}`);
    }
    throw error;
  }
  const pick = from => path.split('.').reduce((at, key) => at?.[key], from);
  const handler = pick(module) ?? pick(module.default);
  if (handler === undefined) throw fault('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw fault('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}

function contextOf(headers, finish) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const client = headers['lambda-runtime-client-context'];
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client ? JSON.parse(client) : undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: finish,
    succeed: value => finish(null, value),
    fail: error => finish(error ?? new Error('handled')),
  };
}

// A handler answers by a promise, or, when it returns none, through the callback.
function invoke(handler, event, headers) {
  return new Promise((resolve, reject) => {
    const finish = (error, value) => (error === null || error === undefined ? resolve(value) : reject(error));
    const result = handler(event, contextOf(headers, finish), finish);
    if (typeof result?.then === 'function') result.then(resolve, reject);
    else if (handler.length < 3 && result !== undefined) resolve(result);
    else if (handler.length < 2) resolve(null);
  });
}

function flush(id) {
  if (mark) writeSync(1, `${mark}${id}\n`);
}

let current = '';

async function fail(path, error, kind) {
  const failure = describe(error, kind);
  writeSync(2, `[ERROR] ${failure.errorType}: ${failure.errorMessage}\n${failure.trace.join('\n')}\n`);
  flush(current);
  await call('POST', path, JSON.stringify(failure), failure.errorType);
}

async function end(error, kind) {
  try {
    await fail(current ? `invocation/${current}/error` : 'init/error', error, kind);
  } finally {
    process.exit(1);
  }
}

process.on('uncaughtException', error => end(error));
process.on('unhandledRejection', error => end(fault('Runtime.UnhandledPromiseRejection', String(error))));

let handler;
try {
  handler = await load();
} catch (error) {
  await end(error);
}

for (;;) {
  let next;
  try {
    next = await call('GET', 'invocation/next');
  } catch {
    process.exit(1); // The server is gone, and so is the reason to be here.
  }
  if (next.status !== 200) process.exit(1);
  current = next.headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'] ?? '';
  let text;
  let failure;
  try {
    const result = await invoke(handler, next.body.length ? JSON.parse(next.body) : undefined, next.headers);
    text = JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch (error) {
    failure = error ?? new Error('Unknown');
  }
  if (failure !== undefined) await fail(`invocation/${current}/error`, failure);
  else {
    flush(current);
    await call('POST', `invocation/${current}/response`, text);
  }
  current = '';
}
