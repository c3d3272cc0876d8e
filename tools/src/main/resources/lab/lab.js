'use strict';

const byId = id => document.getElementById(id);
const cells = new Map();
let attacks = [];
let busy = false;
let stopped = false;

/** An element; text is only ever added as text. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

const hidden = text => element('span', 'hidden', text);

function say(text) {
  byId('status').textContent = text;
}

async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body)
  });
  if (!response.ok) {
    throw Object.assign(new Error(await response.text()),
        {status: response.status});
  }
  return response;
}

/** The lines of a response, each of them JSON, as they arrive. */
async function* lines(response) {
  const texts = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {value, done} = await texts.read();
    if (done) {
      return;
    }
    const whole = (rest + value).split('\n');
    rest = whole.pop();
    yield* whole.map(line => JSON.parse(line));
  }
}

// The table

function fill(rows) {
  attacks = rows;
  for (const attack of rows) {
    const row = element('tr', '', element('th', '', attack.what));
    row.role = 'row'; // a phone shows the table in another way
    row.firstChild.role = 'rowheader';
    row.firstChild.scope = 'row';
    for (let step = 1; step <= 5; step++) {
      const place = element('td', '', ...cellFor(attack, step));
      place.role = 'cell';
      row.append(place);
    }
    byId('rows').append(row);
  }
}

/** A phone has no room for the numbers of the columns; others hide this. */
const stepName = step => element('span', 'step', 'step ' + step + ': ');

function cellFor(attack, step) {
  if (attack.exempt[step]) {
    return [stepName(step), '–',
      hidden(' not possible: ' + attack.exempt[step])];
  }
  const cell = element('button', 'cell');
  cell.type = 'button';
  cell.id = 'cell-' + attack.attack + '-' + step;
  cells.set(attack.attack + ' ' + step, cell);
  const kept = sessionStorage.getItem(key(attack, step));
  label(cell, attack, step, kept ? kept + ' kept' : '', kept ?? 'try');
  cell.addEventListener('click', () => runOne(attack, step, true));
  return [cell];
}

function label(cell, attack, step, kind, text) {
  cell.className = 'cell ' + kind;
  cell.replaceChildren(stepName(step), text, hidden(', ' + attack.what
      + (kind.endsWith(' kept') ? ' (before the page was loaded)' : '')));
}

// A reload keeps the verdicts: of the code as it was then

const key = (attack, step) => step + ' ' + attack.what;

function keep(attack, step, kind) {
  if (kind === 'works' || kind === 'fails') {
    sessionStorage.setItem(key(attack, step), kind);
  } else {
    sessionStorage.removeItem(key(attack, step));
  }
}

const ARROWS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]
};

/** Goes to the next cell in the direction of an arrow key. */
function go(event) {
  const arrow = ARROWS[event.key];
  const place = event.target.closest('td');
  if (!arrow || !place || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const rows = [...byId('rows').children].filter(row => !row.hidden);
  let row = rows.indexOf(place.parentElement);
  let column = place.cellIndex;
  let next;
  do {
    row += arrow[0];
    column += arrow[1];
    next = rows[row]?.cells[column];
  } while (next && !next.querySelector('button'));
  if (next) {
    event.preventDefault();
    next.querySelector('button').focus();
  }
}

// Carrying out

function setBusy(now) {
  busy = now;
  byId('stop').disabled = !now;
  byId('all').disabled = now;
}

async function runOne(attack, step, scroll) {
  if (busy) {
    say('One at a time: wait for the end, or stop.');
    return;
  }
  setBusy(true);
  stopped = false;
  say('Carrying it out on step ' + step + ' …');
  try {
    say(await run(attack, step, scroll));
  } catch (error) {
    say(error.message);
  }
  setBusy(false);
  if (document.activeElement === document.body) { // the button is gone
    byId('story').focus();
  }
}

function scrollToStory() {
  if (byId('story').getBoundingClientRect().top > innerHeight / 2) {
    byId('story').scrollIntoView();
  }
}

/**
 * Carries it out and shows its story; what to say about it. Throws if another
 * page of the lab is carrying one out.
 */
async function run(attack, step, scroll) {
  const cell = cells.get(attack.attack + ' ' + step);
  const before = [cell.className, [...cell.childNodes]];
  label(cell, attack, step, 'running', '…');
  try {
    let last = {result: {}};
    for await (const shown of
        lines(await post('/attempts', {attack: attack.attack, step}))) {
      choose(cell);
      tell(attack, shown);
      if (scroll && !last.step) {
        scrollToStory();
      }
      last = shown;
    }
    const kind = kindOf(last);
    label(cell, attack, step, kind + ' shown',
        {trouble: '?', stopped: 'try'}[kind] ?? kind);
    keep(attack, step, kind);
    return verdict(last);
  } catch (error) {
    if (error.status === 409) {
      cell.className = before[0];
      cell.replaceChildren(...before[1]);
      throw error;
    }
    label(cell, attack, step, 'trouble', '?');
    return error.message;
  }
}

function choose(cell) {
  for (const each of document.querySelectorAll('.chosen, .shown')) {
    each.classList.remove('chosen', 'shown');
  }
  cell.classList.add('shown');
  cell.closest('tr').classList.add('chosen');
}

async function runAll() {
  setBusy(true);
  stopped = false;
  const all = attacks.flatMap(attack => [1, 2, 3, 4, 5]
      .filter(step => !attack.exempt[step]).map(step => [attack, step]))
      .filter(([attack]) => !rowOf(attack).hidden);
  const progress = byId('progress');
  progress.hidden = false;
  progress.max = all.length;
  let done = 0;
  let end = 'Done';
  try {
    for (const [attack, step] of all) {
      if (stopped) {
        break;
      }
      say((done + 1) + ' of ' + all.length);
      await run(attack, step, false);
      progress.value = ++done;
    }
  } catch (error) {
    end = error.message;
  }
  const count = kind =>
      document.querySelectorAll('.cell.' + kind + ':not(.kept)').length;
  say((stopped ? 'Stopped' : end) + ': ' + count('works') + ' work, '
      + count('fails') + ' fail.');
  progress.hidden = true;
  setBusy(false);
}

async function stop() {
  stopped = true;
  try {
    await post('/stop', {});
  } catch (error) {
    say(error.message);
  }
}

const rowOf = attack => byId('rows').children[attacks.indexOf(attack)];

/** Lower-case letters, digits and single spaces, as ./course attack has it. */
const plain = text => text.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ').trim();

function find() {
  const words = plain(byId('find').value);
  for (const attack of attacks) {
    rowOf(attack).hidden = !plain(attack.what).includes(words);
  }
  if (!busy) {
    say(attacks.every(attack => rowOf(attack).hidden)
        ? 'No attack has these words.' : '');
  }
}

// The story

function kindOf(shown) {
  const {works, stopped: ended} = shown.result;
  return ended ? 'stopped'
      : works === undefined ? 'trouble' : works ? 'works' : 'fails';
}

function verdict(shown) {
  const {works, asExpected, stopped: ended} = shown.result;
  return ended ? 'It was stopped.'
      : works === undefined ? 'It could not be carried out.'
      : 'On step ' + shown.step + ', the attack '
          + (works ? 'works.' : 'fails.') + (asExpected ? ''
              : works ? ' It fails on the step as it was.'
                  : ' It works on the step as it was.');
}

function tell(attack, shown) {
  const {result, explanation} = shown;
  byId('title').textContent = attack.what;
  const told = byId('told');
  const back = element('a', 'back', 'Back to the table');
  back.href = '#cell-' + attack.attack + '-' + shown.step;
  told.replaceChildren(back,
      element('p', 'why', 'Why it matters: ' + attack.why + '.'));
  if (!explanation) { // it is in progress
    told.append(element('p', 'verdict running', 'In progress on step '
        + shown.step + ' …'), events(result.story));
    return;
  }
  told.append(element('p', 'verdict ' + kindOf(shown), verdict(shown)));
  if (shown.changed.length > 0) {
    const one = shown.changed.length === 1;
    told.append(element('p', 'from', shown.changed.map(file =>
        file.split('/').pop()).join(', ') + (one
            ? ' was saved after the last build: this is how it is now.'
            : ' were saved after the last build: this is how they are now.')));
  }
  if (result.trouble) {
    told.append(block([{text: result.trouble, kind: 'same'}], 'What went'
        + ' wrong'));
  }
  told.append(events(result.story));
  addCode(told, 'Where step ' + shown.step + ' lets it in',
      explanation.letIn);
  addCode(told, 'What stops it, from step ' + explanation.guardedBy + ' on',
      explanation.guard);
  addChange(told, attack, shown);
  if (explanation.wrongFixes.length > 0) {
    told.append(element('h3', '', 'Tempting wrong fixes'));
    for (const fix of explanation.wrongFixes) {
      told.append(element('details', '', element('summary', '', fix.title),
          block(fix.lines, fix.title)));
    }
  }
  if (shown.tryIt.length > 0) {
    told.append(element('h3', '', 'Try it yourself'), element('details', '',
        element('summary', '', 'By hand, with browsers of your own'),
        element('ol', '', ...shown.tryIt.map(line =>
            element('li', '', line)))));
  }
  byId('story').scrollTop = 0;
}

/** A class for each person's colour: the attacker has one apart. */
function colours(story) {
  const people = [];
  return name => {
    if (name.startsWith('Mallory')) {
      return 'attacker';
    }
    if (!people.includes(name)) {
      people.push(name);
    }
    return 'person' + (people.indexOf(name) % 4 + 1);
  };
}

function events(story) {
  const colour = colours(story);
  const list = element('ol', 'events');
  for (const event of story) {
    const who = event.who ? [element('span', 'who', event.who), ' '] : [];
    list.append(element('li', event.who ? colour(event.who) : 'note', ...who,
        ...(event.request ? exchange(event, colour)
            : [event.note + (event.who ? '.' : '')])));
  }
  return list;
}

function exchange(event, colour) {
  const {request, cookie, response} = event;
  const parts = [element('code', '', request.method + ' ' + request.path)];
  if (request.typed.length > 0) {
    parts.push(' with “' + request.typed.join('”, “') + '”');
  }
  for (const header of request.headers) {
    parts.push(' and ', element('code', '', header));
  }
  if (cookie) {
    const whose = !cookie.owner ? 'the made-up cookie '
        : cookie.owner === event.who ? 'cookie ' : cookie.owner + '’s cookie ';
    const foreign = cookie.owner !== event.who;
    parts.push(' with ', element('span', foreign && cookie.owner
        ? 'who ' + colour(cookie.owner) : 'cookie', whose + cookie.id));
  }
  if (event.times > 1) {
    parts.push(event.varied ? ' (and ' + (event.times - 1) + ' more like it)'
        : ', ' + event.times + ' times');
  }
  parts.push(element('span', 'response', 'answered ',
      element('b', '', String(response.status)),
      (response.to ? ', redirected to ' + response.to : '')
      + (response.begun ? ', new cookie ' + response.begun.id : '')
      + (response.cleared ? ', cookie deleted' : '')
      + (response.says ? ': ' + response.says : '')));
  return parts;
}

// The code

function block(lines, name) {
  const code = element('pre', '', ...lines.map(line =>
      element('span', line.kind, (line.kind === 'removed' ? '- '
          : line.kind === 'added' ? '+ ' : '') + line.text + '\n')));
  code.tabIndex = 0; // it may have to be scrolled
  code.setAttribute('role', 'region');
  code.setAttribute('aria-label', name);
  return code;
}

function addCode(told, title, code) {
  if (code) {
    told.append(element('h3', '', title),
        element('p', 'from', code.file.split('/').pop()),
        block(code.lines, title));
  }
}

function addChange(told, attack, shown) {
  const {change, guardedBy} = shown.explanation;
  if (change) {
    const button = element('button', '', 'Run it on step ' + guardedBy
        + ' as it is on disk');
    button.type = 'button';
    button.addEventListener('click', () => runOne(attack, guardedBy, false));
    told.append(element('h3', '', 'Take the guard out'),
        element('p', '', change.title),
        element('p', 'from', change.file),
        block(change.lines, 'The change'), button);
  }
}

fetch('/attacks').then(response => response.json()).then(fill)
    .catch(() => say('The lab does not answer. Is it still running?'));
byId('all').addEventListener('click', runAll);
byId('stop').addEventListener('click', stop);
byId('find').addEventListener('input', find);
byId('rows').addEventListener('keydown', go);
