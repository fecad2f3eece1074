// Says which operations of a service this SDK knows, and how each call of a client ended.
export function sayCalls(client, sdk) {
  for (const name of Object.keys(sdk)) {
    if (typeof sdk[name] === 'function' && name.endsWith('Command') && name !== '$Command') console.log(`knows ${name.slice(0, -'Command'.length)}`);
  }
  const said = new Set();
  const say = (how, { commandName }) => {
    const line = `${how} ${commandName.slice(0, -'Command'.length)}`;
    if (!said.has(line)) console.log(line);
    said.add(line);
  };
  client.middlewareStack.add((next, context) => async (args) => {
    try {
      const result = await next(args);
      say('called', context);
      return result;
    } catch (wrong) {
      say('refused', context);
      throw wrong;
    }
  }, { step: 'initialize' });
}
