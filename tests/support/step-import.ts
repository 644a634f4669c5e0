import { stepImport } from '#capabilities/imports/apply.server.ts';
import { connect } from '#platform/db.server.ts';
import { newKeys } from '#platform/keys.server.ts';

// One turn of the worker in a process of its own, so that a test can kill it. It says when it begins, and looks again until what a
// killed one held is free.

const db = connect(process.env['TEST_DATABASE_URL']!, { max: 1 });
await db`select 1`;
const none = () => Promise.reject(new Error('no files here'));
process.stdout.write('begun\n');
const base = { db, keys: newKeys(), store: { put: none, get: none, remove: none }, clock: () => new Date() };
while (!(await stepImport(base))) await new Promise((resolve) => setTimeout(resolve, 50));
process.stdout.write('done\n');
await db.end();
