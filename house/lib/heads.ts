import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Head } from '#platform/journal.server.ts';

// The head of the journal, as it leaves the database each night: a line a night, into the folder of the backups and, where
// HEAD_DIR is set, into a folder that another machine keeps.

const FILE = 'journal-heads.jsonl';

const folders = (): string[] =>
	[process.env['BACKUP_DIR'], process.env['HEAD_DIR']].filter((one): one is string => Boolean(one));

/** Writes the head of this night where it is kept. */
export function keepHead(head: Head, at: Date): void {
	for (const folder of folders()) {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		appendFileSync(join(folder, FILE), `${JSON.stringify({ at: at.toISOString(), ...head })}\n`);
	}
}

/** Every head that was kept anywhere; a line that was cut off by a kill says nothing. */
export const keptHeads = (): Head[] =>
	folders()
		.map((folder) => join(folder, FILE))
		.filter((file) => existsSync(file))
		.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
		.flatMap((line) => {
			try {
				const { number, hash } = JSON.parse(line) as Head;
				return [{ number, hash }];
			} catch {
				return [];
			}
		});
