// Draws what /events sends: all of it as text, as a name can be a script.
const words = await (await fetch('words.json')).json();
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

/** By its connection, its cookie, or whether it can have come without one. */
function browserOf({ client, headers }, cookie) {
  const agent = values(headers, 'user-agent')[0] ?? '';
  const same = browsers.filter(each => each.agent === agent);
  const fits = each => cookie || !each.has === !isCrossSite(headers);
  let browser = !values(headers, 'x-real-ip').length
      && same.find(each => each.seen.has(client) && fits(each))
    || cookie && same.find(each => each.seen.has(cookie))
    || !cookie && same.find(fits);
  if (!browser) {
    const i = browsers.length;
    browser = { agent, letter: String.fromCharCode(65 + i % 26),
      colour: 'abcde'[i % 5], seen: new Set() };
    browsers.push(browser);
  }
  same.forEach(each => each.seen.delete(client)); // a port is used again
  browser.seen.add(client).add(cookie);
  return browser;
}

function isCrossSite(headers) {
  return values(headers, 'sec-fetch-site')[0] === 'cross-site';
}

// A row

function draw(exchange) {
  const cookie = cookieIn(exchange.headers, 'cookie');
  const browser = browserOf(exchange, cookie);
  const isFile = /^\/[\w-]+\.\w+$/.test(exchange.path);
  if (isFile && browser.row?.isConnected) { // as a line of its page
    append(drawFile(exchange), browser.row.children[1]);
  } else {
    browser.row = drawRow(exchange, cookie, browser);
    append(browser.row);
  }
  browser.has = cookieIn(exchange.headersSent, 'set-cookie')
    ?? (cookie || browser.has);
  browser.seen.add(browser.has || exchange.client);
}

function drawRow(exchange, cookie, browser) {
  return make('li', `row ${browser.colour}`,
    make('div', '', make('span', 'letter', browser.letter),
      ` Browser ${browser.letter} `, make('small', '', browser.agent.match(
        /Firefox|Edg|OPR|Chrome|Safari|curl|Java/)?.[0] ?? ''),
      cookie ? make('div', 'box ours', make('code', '', `${cookieName}=`,
        make('wbr', ''), cookie))
        : make('div', 'box none', browser.has ? 'withholds its cookie'
          : browser.has === '' ? 'no cookie any more' : 'no cookie yet')),
    drawExchange(exchange, cookie), drawSession(exchange));
}

/** A style sheet or a script: hardly worth a row of its own. */
function drawFile(exchange) {
  const { method, path, status } = exchange;
  return drawDetails(exchange, make('code', '', `${method} ${path}`),
    ` → ${status} ${words.status[status]}`);
}

function drawExchange(exchange, cookie) {
  const { method, path, status, session, headersSent } = exchange;
  const set = cookieIn(headersSent, 'set-cookie');
  const became = outcome(exchange, cookie);
  return make('div', '', make('code', '', `${method} ${path}`), ' → ',
    make('span', status < 400 ? 'status' : 'status bad',
      [status, words.status[status],
        ...values(headersSent, 'location')].join(' ')),
    drawWire(became, session, cookie),
    ...values(headersSent, 'set-cookie').map(each =>
      make('div', 'box ours changed', make('code', '', `Set-Cookie: ${each}`))),
    make('p', '', words.session[became],
      set && session && set !== session.key && words.session.hashed,
      logsIn(session) && words.session.named),
    drawDetails(exchange, 'Headers'));
}

function drawDetails({ headers, headersSent }, ...title) {
  return make('details', '', make('summary', '', ...title),
    make('strong', '', 'Request'), drawHeaders(headers),
    make('strong', '', 'Response'), drawHeaders(headersSent));
}

function logsIn(session) {
  const before = records.get(`session ${session?.key}`)?.json;
  return session?.attributes?.user && !before?.includes('"user":')
    && session.state !== 'ENDED';
}

/** What became of the session. */
function outcome({ session, changes, headers, status }, cookie) {
  if (!session) {
    return isCrossSite(headers) ? 'CROSS_SITE'
      : !cookie && status < 400 && 'NONE';
  }
  const ended = changes.some(each => each.table === 'sessions' && !each.json);
  return session.state === 'BEGUN' && cookie && !ended ? 'REPLACED'
    : session.state;
}

function drawWire(became, session, cookie) {
  const broken = /UNKNOWN|REPLACED/.test(became);
  return (broken || /FOUND|ENDED/.test(became)) && make('div',
    broken ? 'wire broken' : 'wire', make('small', '', words.wire[broken
      ? 'unknown' : session.key === cookie ? 'value' : 'hash']));
}

function drawHeaders(headers) {
  return make('dl', '', ...headers.flatMap(each => [
    make('dt', '', make('code', '', `${each.name}: ${each.value}`)),
    ...explain(each).map(line => make('dd', '', line))]));
}

/** Sentences about a header, and about each part of a Set-Cookie. */
function explain({ name, value }) {
  const header = name.toLowerCase();
  const parts = header === 'set-cookie' ? value.split('; ').slice(1) : [];
  return [parts.length && /^[^=]+=;/.test(value) ? words.deleted
    : words.headers[header],
  ...(parts.length && value.startsWith('__Host-') ? ['__host'] : [])
    .concat(parts).map(part => words.attributes[
      part.split('=')[0].toLowerCase()])].filter(each => each);
}

// The session, what it names, and what was changed

function drawSession({ session, changes }) {
  const names = Object.values(session?.attributes ?? {});
  const isNamed = each => names.includes(each.key);
  const boxes = new Map([...records].filter(each => isNamed(each[1])));
  changes.filter(each => each.table !== 'sessions').forEach(each =>
    boxes.set(idOf(each), each)); // the last change of each counts
  const sorted = [...boxes].filter(([id, each]) => isNamed(each)
    || each.json !== records.get(id)?.json).map(each => each[1])
    .sort((one, other) => one.table < other.table ? 1 : -1); // users first
  return make('div', '', session?.key && drawRecord('ours', {
    table: 'session', key: session.key,
    json: session.state !== 'ENDED' && JSON.stringify(session.attributes) }),
  make('div', 'links', ...sorted.filter(isNamed).map(each =>
    drawRecord('linked', each))),
  ...sorted.filter(each => !isNamed(each)).map(each => drawRecord('', each)));
}

const idOf = record => `${record.table} ${record.key}`;

function drawRecord(kind, record) {
  const id = idOf(record);
  const title = make('small', '', kind === 'ours' ? 'session'
    : `record in ${record.table}, key`);
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

function append(element, parent = $('log')) {
  const atEnd = innerHeight + scrollY >= document.body.scrollHeight - 80;
  $('empty').hidden = true;
  parent.append(element);
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
    if (hello.first) { // what was stored before the program started
      fetch('store').then(response => response.json()).then(tables =>
        tables.flatMap(each => each.records).forEach(each =>
          records.has(idOf(each)) || records.set(idOf(each), each)));
    }
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
    : await fetch('store').then(response => response.text()).catch(() => shown);
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
    ...columns.map(name =>
      make('td', '', make('code', '', show(map[name])))))));
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
