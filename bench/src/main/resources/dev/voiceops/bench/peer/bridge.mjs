// The peer of `voiceops bench platform`: the thinnest phone agent that holds the demo's conversation. It passes the caller's
// frames to Deepgram, asks OpenAI when a sentence is over, has Rime say the answer and passes its sound on, and lets the
// caller interrupt. Nothing else: no tenants, no database, no record, no recording, no pacing, no policy.
// Usage: node bridge.mjs PORT SIMULATORS_URL
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

const [port, simulators] = process.argv.slice(2);
const sockets = simulators.replace('http', 'ws');
const tool = (name, properties) => ({
  type: 'function',
  function: {
    name,
    description: name,
    strict: true,
    parameters: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
  },
});
const tools = [tool('order-status', { order_id: { type: 'string' } }), tool('end_call', {})];
const shipped = JSON.stringify({ status: 'succeeded', output: { summary: 'Your order was shipped and arrives on Tuesday.' } });

const listen = `${sockets}/deepgram/v1/listen?model=nova-3&encoding=mulaw&sample_rate=8000&channels=1&punctuate=true&smart_format=true`
  + '&interim_results=true&endpointing=300&utterance_end_ms=1000&vad_events=true';
const speak = `${sockets}/rime/ws3?speaker=astra&modelId=coda&audioFormat=mulaw&samplingRate=8000&lang=eng&segment=immediate`;

class Call {
  messages = [{ role: 'system', content: 'You answer the phone of Northwind Home.' }];
  sid = '';
  spoken = 0; // the latest mark asked for
  played = 0; // the latest that came back
  said = '';
  speaking = false; // until the voice has sent all
  leaving = false;
  asking = null;

  constructor(twilio) {
    this.twilio = twilio;
    this.ears = new WebSocket(listen, { headers: { Authorization: 'Token peer' }, perMessageDeflate: false });
    this.voice = new WebSocket(speak, { headers: { Authorization: 'Bearer peer' }, perMessageDeflate: false });
    this.ears.on('message', data => this.heard(JSON.parse(data)));
    this.voice.on('message', data => this.sound(JSON.parse(data)));
    this.voice.on('open', () => this.say('Hello, this is Northwind Home. How can I help you?'));
    for (const socket of [twilio, this.ears, this.voice]) socket.on('error', () => this.end());
    twilio.on('message', data => this.twilioSays(JSON.parse(data)));
    twilio.on('close', () => this.end());
  }

  twilioSays(message) {
    if (message.event === 'media') {
      if (this.ears.readyState === WebSocket.OPEN) this.ears.send(Buffer.from(message.media.payload, 'base64'));
    } else if (message.event === 'start') {
      this.sid = message.start.streamSid;
    } else if (message.event === 'mark') {
      this.played = Math.max(this.played, Number(message.mark.name));
      this.leave();
    }
  }

  heard(message) {
    if (message.type !== 'Results') return;
    const words = message.channel.alternatives[0].transcript;
    if (words && this.played < this.spoken) this.interrupt();
    if (message.is_final && words) this.said = `${this.said} ${words}`.trim();
    if (message.speech_final && this.said) {
      this.messages.push({ role: 'user', content: this.said });
      this.said = '';
      this.answer();
    }
  }

  interrupt() {
    this.asking?.abort();
    this.asking = null;
    this.played = this.spoken;
    this.speaking = false;
    this.voice.send('{"operation":"clear"}');
    this.twilio.send(JSON.stringify({ event: 'clear', streamSid: this.sid }));
  }

  async answer() {
    const asking = (this.asking = new AbortController());
    try {
      const called = await this.ask(asking.signal);
      if (called.length > 0) {
        if (called[0].function.name === 'end_call') this.leaving = true;
        else {
          this.messages.push({ role: 'assistant', tool_calls: called });
          for (const one of called) this.messages.push({ role: 'tool', tool_call_id: one.id, content: shipped });
          await this.ask(asking.signal);
        }
      }
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
    } finally {
      if (this.asking === asking) this.asking = null;
    }
    this.leave();
  }

  // After a farewell that was heard to its end.
  leave() {
    if (this.leaving && !this.asking && !this.speaking && this.played === this.spoken) this.twilio.close();
  }

  // Streams one answer, says it clause by clause, and returns the tools it calls.
  async ask(signal) {
    const response = await fetch(`${simulators}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { Authorization: 'Bearer peer', 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4o-mini', stream: true, messages: this.messages, tools }),
      signal,
    });
    if (!response.ok) throw new Error(`the model answered ${response.status}: ${await response.text()}`);
    const called = [];
    let text = '';
    let clause = '';
    let rest = '';
    for await (const bytes of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + bytes).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (!line.startsWith('data: {')) continue;
        const delta = JSON.parse(line.slice(6)).choices[0]?.delta ?? {};
        for (const part of delta.tool_calls ?? []) {
          const one = (called[part.index] ??= { id: part.id, type: 'function', function: { name: part.function.name, arguments: '' } });
          one.function.arguments += part.function.arguments ?? '';
        }
        text += delta.content ?? '';
        clause += delta.content ?? '';
        if (/[.,!?]\s/.test(clause)) {
          this.say(clause);
          clause = '';
        }
      }
    }
    if (clause.trim()) this.say(clause);
    if (text) this.messages.push({ role: 'assistant', content: text });
    return called;
  }

  say(text) {
    this.speaking = true;
    this.voice.send(JSON.stringify({ text }));
  }

  sound(message) {
    if (message.type === 'done') this.speaking = false;
    if (message.type !== 'chunk' || !this.sid) return;
    this.twilio.send(JSON.stringify({ event: 'media', streamSid: this.sid, media: { payload: message.data } }));
    this.twilio.send(JSON.stringify({ event: 'mark', streamSid: this.sid, mark: { name: String(++this.spoken) } }));
  }

  end() {
    this.asking?.abort();
    for (const socket of [this.twilio, this.ears, this.voice]) socket.terminate();
  }
}

const server = createServer((request, response) => {
  request.resume();
  if (request.method !== 'POST') return response.end('ok');
  response.setHeader('Content-Type', 'text/xml');
  return response.end(`<Response><Connect><Stream url="ws://127.0.0.1:${port}/media"/></Connect></Response>`);
});
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', socket => new Call(socket));
server.listen(Number(port), '127.0.0.1');
