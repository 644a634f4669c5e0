import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type Store<State> = { state: State; save: () => void };

/** A stand-in's memory: one JSON file, written beside and renamed, so that a kill leaves the old or the new and never half. */
export function openStore<State>(folder: string, name: string, empty: State): Store<State> {
	if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
	const file = join(folder, name);
	const state: State = existsSync(file) ? { ...empty, ...JSON.parse(readFileSync(file, 'utf8')) } : empty;
	const save = () => {
		const handle = openSync(`${file}.tmp`, 'w', 0o600);
		try {
			writeSync(handle, JSON.stringify(state));
			fsyncSync(handle);
		} finally {
			closeSync(handle);
		}
		renameSync(`${file}.tmp`, file);
	};
	return { state, save };
}
