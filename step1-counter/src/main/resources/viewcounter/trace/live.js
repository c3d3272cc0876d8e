// Draws what /events sends: all of it as text, as a name can be a script.
import { explain, meaning } from './explain.js';

const $ = id => document.getElementById(id);
const browsers = [];
const records = new Map(); // what each record was when it was last seen
let run, cookieName, lastEvent = '', shown = '', end;

function make(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content.filter(each => each));
  return element;
}

// Which browser was it?

function values(headers, name) {
  return headers.filter(h => h.name.toLowerCase() === name).map(h => h.value);
}

/** The value of the cookie; empty if it was removed, undefined if not there. */
function cookieIn(headers, name) {
  return values(headers, name).flatMap(each => each.split('; ')).findLast(
    each => each.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}

/** By its connection, or its cookie, or because it had none before either. */
function browserOf(exchange, cookie) {
  const agent = values(exchange.headers, 'user-agent')[0] ?? '';
  const same = browsers.filter(each => each.agent === agent);
  const proxied = values(exchange.headers, 'x-real-ip').length;
  let browser = !proxied && same.find(each => each.seen.has(exchange.client))
    || cookie && same.find(each => each.seen.has(cookie))
    || !cookie && same.find(each => each.state !== 'no cookie');
  if (!browser) {
    browser = { agent, letter: String.fromCharCode(65 + browsers.length % 26),
      colour: 'abcde'[browsers.length % 5], seen: new Set(),
      state: 'no cookie yet' };
    browsers.push(browser);
  }
  browser.seen.add(exchange.client).add(cookie);
  return browser;
}

// A row

function draw(exchange) {
  const cookie = cookieIn(exchange.headers, 'cookie');
  const browser = browserOf(exchange, cookie);
  const kind = !exchange.session && /\.\w+$/.test(exchange.path) ? 'minor' : '';
  append(make('li', `row ${browser.colour} ${kind}`,
    make('div', '', make('span', 'letter', browser.letter),
      ` Browser ${browser.letter} `, make('small', '', browser.agent.match(
        /Firefox|Edg|OPR|Chrome|Safari|curl|Java/)?.[0] ?? ''),
      cookie ? make('div', 'box ours', make('code', '', `${cookieName}=`,
        make('wbr', ''), cookie))
        : make('div', 'box none', browser.state)),
    drawExchange(exchange, cookie), drawSession(exchange)));
  const set = cookieIn(exchange.headersSent, 'set-cookie');
  if (set !== undefined) {
    browser.seen.add(set || exchange.client);
    browser.state = set ? 'no cookie' : 'no cookie any more';
  }
}

function drawExchange({ method, path, status, session, headers, headersSent },
    cookie) {
  return make('div', '', make('code', '', `${method} ${path}`), ' → ',
    make('span', status < 400 ? 'status' : 'status bad',
      [status, meaning(status), ...values(headersSent, 'location')].join(' ')),
    drawWire(session, cookie),
    ...values(headersSent, 'set-cookie').map(each =>
      make('div', 'box ours changed', make('code', '', `Set-Cookie: ${each}`))),
    make('p', '', inWords(session, cookie, status)),
    make('details', '', make('summary', '', 'Headers'),
      make('strong', '', 'Request'), drawHeaders(headers),
      make('strong', '', 'Answer'), drawHeaders(headersSent)));
}

function drawWire(session, cookie) {
  const unknown = session?.state === 'UNKNOWN';
  return session && session.state !== 'BEGUN' && make('div',
    unknown ? 'wire broken' : 'wire', make('small', '', unknown
      ? 'no session has this key' : session.key === cookie
        ? 'its value is the key' : 'its SHA-256 is the key'));
}

function inWords(session, cookie, status) {
  switch (session?.state) {
    case 'BEGUN': return 'The server begins a session, and asks the browser to'
      + ' keep its id as a cookie.';
    case 'FOUND': return 'The browser sends the cookie, and the server finds'
      + ' the session by it.';
    case 'ENDED': return 'The session ends: its id is no longer valid.';
    case 'UNKNOWN': return 'No session has this id: it ended, or never began.';
    default: return !cookie && status < 400
      && 'There is no cookie: the server does not know who this is.';
  }
}

function drawHeaders(headers) {
  return make('dl', '', ...headers.flatMap(each => [
    make('dt', '', make('code', '', `${each.name}: ${each.value}`)),
    ...explain(each).map(line => make('dd', '', line))]));
}

// The session, what it names, and what was changed

function drawSession({ session, changes }) {
  const names = Object.values(session?.attributes ?? {});
  const changed = changes.filter(each => each.table !== 'sessions');
  const named = [...records.values()].filter(each => names.includes(each.key)
    && !changed.some(c => c.table === each.table && c.key === each.key));
  return make('div', '', session?.key && drawRecord('ours', {
    table: 'session', key: session.key,
    json: session.state !== 'ENDED' && JSON.stringify(session.attributes) }),
  ...[...named, ...changed].map(each => drawRecord(
    names.includes(each.key) ? 'ours linked' : '', each)));
}

function drawRecord(kind, record) {
  const id = `${record.table} ${record.key}`;
  const title = make('small', '', kind === 'ours' ? 'session'
    : `record in ${record.table}`);
  const before = JSON.parse(records.get(id)?.json ?? '{}');
  records.set(id, record);
  if (!record.json) {
    records.delete(id);
    return make('div', `box none ${kind}`, title, ' ',
      make('code', '', make('s', '', record.key)), ' removed');
  }
  return make('div', `box ${kind}`, title, ' ', make('code', '', record.key),
    ...Object.entries(JSON.parse(record.json)).map(([name, value]) => {
      const [old, now] = [before[name], value].map(show);
      return make('div', old === now ? '' : 'changed', make('code', '',
        `${name}: ${old && old !== now ? `${old} → ` : ''}${now}`));
    }));
}

/** A value as people read it: a time as a date. */
function show(value) {
  return value > 1e12 ? new Date(value).toLocaleString()
    : typeof value === 'string' ? value : JSON.stringify(value);
}

function append(element) {
  const atEnd = innerHeight + scrollY >= document.body.scrollHeight - 80;
  $('empty').hidden = true;
  $('log').append(element);
  scrollTo(0, atEnd ? document.body.scrollHeight : scrollY);
}

// The connection to the program

function connect() {
  const events = new EventSource(`events?${lastEvent}`);
  events.addEventListener('hello', event => {
    const hello = JSON.parse(event.data);
    if (run && run !== hello.run) {
      append(make('li', 'mark', 'The program has started again.'));
    }
    run = hello.run;
    cookieName = hello.cookie;
    end = 'killed';
    state('Connected');
  });
  events.addEventListener('stopped', () => { end = 'stopped'; });
  events.onmessage = event => {
    lastEvent = event.lastEventId;
    draw(JSON.parse(event.data));
  };
  events.onerror = () => {
    events.close();
    if (end) {
      append(make('li', `mark ${end}`, `The program was ${end}.`));
      end = null;
    }
    state('Not connected: start the step', 'lost');
    setTimeout(connect, 700);
  };
}

function state(textContent, className = '') {
  Object.assign($('state'), { textContent, className });
}

// The store

async function refreshStore() {
  const text = document.hidden || $('store').hidden ? shown
    : await fetch('store').then(answer => answer.text()).catch(() => shown);
  if (text !== shown) {
    const tables = JSON.parse(text);
    $('nothing').hidden = tables.length > 0;
    $('tables').replaceChildren(...tables.map(drawTable));
    shown = text;
  }
}

function drawTable({ table, count, records: rows }) {
  const maps = rows.map(row => ({ key: row.key, ...JSON.parse(row.json) }));
  const isTime = name => maps.some(map => map[name] > 1e12);
  const columns = [...new Set(maps.flatMap(Object.keys))].sort((one, other) =>
    isTime(one) - isTime(other));
  return make('table', '', make('caption', '', `${table}: ${count}`
    + (rows.length < count ? `, the first ${rows.length} of them here` : '')),
  make('tr', '', ...columns.map(name => make('th', '', name))),
  ...maps.map((map, i) => make('tr',
    shown && !shown.includes(JSON.stringify(rows[i])) ? 'changed' : '',
    ...columns.map(name => make('td', '', make('code', '', show(map[name])))))));
}

function choose() {
  const store = location.hash === '#store';
  $('store').hidden = !store;
  $('exchanges').hidden = $('clear').hidden = store;
  document.querySelectorAll('nav a').forEach(link =>
    link.setAttribute('aria-current', (link.hash === '#store') === store));
  refreshStore();
}

addEventListener('hashchange', choose);
$('clear').addEventListener('click', () => $('log').replaceChildren());
setInterval(refreshStore, 1000);
choose();
connect();
