import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { StagedPerson } from './staged.ts';

test('what this room takes out of a staged row is what it says that such a row is', () => {
	const sql = readFileSync('src/capabilities/residents/sql-staged.server.ts', 'utf8');
	const columns = /jsonb_to_record\(r\.staged\) as s\(([\s\S]*?)\)\s*\n\s*where/.exec(sql)![1]!;
	const taken = columns.split(',').map((one) => one.trim().split(' ')[0]!.replaceAll('"', ''));
	expect(taken.toSorted()).toEqual(Object.keys(StagedPerson.entries).toSorted());
});
