// Prints what the simulation covered and the test counts of the last build. Fails when a test failed or was skipped, or when there was
// none.
const fs = require('fs');
const path = require('path');

let total = 0;
let failed = 0;
let skipped = 0;

function read(file) {
  const suite = /<testsuite [^>]*>/.exec(fs.readFileSync(file, 'utf8'))[0];
  const count = (key) => Number(new RegExp(`\\b${key}="(\\d+)"`).exec(suite)[1]);
  total += count('tests');
  failed += count('errors') + count('failures');
  skipped += count('skipped');
  if (count('skipped') > 0) {
    console.log(`skipped in ${/\bname="([^"]*)"/.exec(suite)[1]}`);
  }
}

function walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== '.git') {
      walk(file);
    } else if (folder.endsWith('surefire-reports') && /^TEST-.*\.xml$/.test(entry.name)) {
      read(file);
    }
  }
}

const coverage = path.join('bundles', 'testkit', 'target', 'simulation-coverage.txt');
if (fs.existsSync(coverage)) {
  console.log('what the simulation did, by kind:');
  console.log(fs.readFileSync(coverage, 'utf8').trimEnd());
}

walk('.');
console.log(`${total - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
process.exit(total === 0 || failed > 0 || skipped > 0 ? 1 : 0);
