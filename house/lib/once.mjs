import { endChild, forkChild, plainEnv } from './keeper.mjs';
import { inRoot } from './files.mjs';
import { Stop } from './say.mjs';

/**
 * Runs a script to its end before the house goes on. `hold` is told the child and gives back how to forget it,
 * so that a stop in the middle ends it too.
 */
export function runOnce(file, env, hold, what, user) {
	const child = forkChild(
		inRoot(file),
		{ ...plainEnv(), ...env },
		{ execArgv: ['--import', new URL('./leash.mjs', import.meta.url).href], user }
	);
	const forget = hold(child, () => endChild(child));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code, signal) => {
			forget();
			if (code === 0) resolve();
			else
				reject(
					new Stop(
						code === 2 ? 2 : 1,
						`${what.vi}: không xong (${signal ?? `mã ${code}`}).`,
						`${what.en}: failed (${signal ?? code}).`
					)
				);
		});
	});
}
