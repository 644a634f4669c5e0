// The app on a phone routes by itself, and the display of the hall calls by itself; every other page of the house goes without a script of
// Kit (`csr = false`, held by a test). Kit gives both the map of all.

/** The app, and the display of the hall, which calls numbers by itself. */
const OF_APP = /^\t*"\/(?:ra-ngo|bang-goi-so)[/"]/;

/**
 * Leaves in Kit’s list of routes those of the app, and in its list of nodes those that they need: all else is a link that the browser follows.
 * A build in which it finds no list any more fails, so that nobody ships the whole map again unseen.
 */
export const appRoutes = () => ({
	name: 'app-routes',
	enforce: 'pre',
	/** @param {string} code @param {string} id */
	transform(code, id) {
		if (!id.split('?')[0].endsWith('/client-optimized/app.js')) return null;
		const kept = code.split('\n').filter((line) => OF_APP.test(line));
		const numbersOf = (line) => [...line.slice(line.indexOf('": ')).matchAll(/\d+/g)].map(Number);
		const needed = new Set([0, 1, ...kept.flatMap(numbersOf)]);
		let node = -1;
		const lines = code.split('\n').flatMap((line) => {
			if (/^\t\(\) => import\('\.\/nodes\//.test(line)) return needed.has(++node) ? [line] : ['\t,'];
			return /^\t+"\//.test(line) && !OF_APP.test(line) ? [] : [line];
		});
		if (kept.length === 0 || node < 100) throw new Error('app-routes: no list of routes in what Kit generated');
		return { code: lines.join('\n'), map: null };
	}
});
