/*
 * What a page may weigh, as built: one table, checked by the gate. Sizes in kB (1,000 bytes). Of the style sheets the average is
 * held, not the sum: nobody loads the sheets of all pages, and the sum grows with every page however thrifty.
 */
import { globSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { inRoot } from '../house/lib/files.mjs';
import { say, tell } from '../house/lib/say.mjs';

const assets = 'build/client/_app/immutable';
const budgets = [
	{ what: 'one style sheet, compressed', files: `${assets}/assets/*.css.br`, each: 12 },
	{ what: 'a style sheet on average, compressed', files: `${assets}/assets/*.css.br`, average: 0.6 },
	{ what: 'the one script of the staff pages', files: 'static/can-bo.js', together: 12 },
	{ what: 'the script that sends again', files: 'static/gui-lai.js', together: 6 },
	{ what: 'the script of a line between two screens', files: 'static/duong-day.js', together: 5 },
	{ what: 'the script by which a browser asks to be rung', files: 'static/bao-may.js', together: 3 },
	{ what: 'the script of keys on machines', files: 'static/khoa-may.js', together: 5 },
	{ what: 'the script of a roll', files: 'static/diem-danh.js', together: 3 },
	{ what: 'the script of whoever looks on', files: 'static/xem-lam.js', together: 3 },
	{ what: 'the script that draws on a map', files: 'static/khoanh.js', together: 3 },
	{ what: 'all clips', files: 'static/tieng/*.ogg', together: 600 },
	{ what: 'one clip', files: 'static/tieng/*.ogg', each: 60 },
	{ what: 'the voices of the cards', files: 'static/the-day/*.ogg', together: 600 },
	{ what: 'what is heard and judged, all of it', files: 'static/nghe/*.ogg', together: 6000 },
	{ what: 'one of it', files: 'static/nghe/*.ogg', each: 60 },
	{ what: 'the voices of practice, all of them', files: 'static/tap/*.ogg', together: 7500 },
	{ what: 'one of practice', files: 'static/tap/*.ogg', each: 70 },
	{ what: 'the voices of the next step, all of them', files: 'static/hoc-tiep/*.ogg', together: 2500 },
	{ what: 'one of a step', files: 'static/hoc-tiep/*.ogg', each: 40 },
	{ what: 'the voices of the practice copies', files: 'static/tap-viec/*.ogg', together: 2500 },
	{ what: 'one of them', files: 'static/tap-viec/*.ogg', each: 60 },
	{ what: 'the voices of the help cards', files: 'static/cach-lam/*.ogg', together: 1500 },
	{ what: 'one of a step of a help card', files: 'static/cach-lam/*.ogg', each: 60 },
	{ what: 'one card', files: 'static/the-day/*.ogg', each: 60 },
	{ what: 'pictures of the documents', files: 'docs/pictures/*', together: 600 }
];

const sizes = (pattern) =>
	globSync(pattern, { cwd: inRoot('.') }).map((file) => ({
		name: basename(file),
		kB: statSync(inRoot(file)).size / 1000
	}));

/** @returns what is over its budget, in words; a budget that measures nothing is over too. */
function over({ what, files, each, together, average }) {
	const found = sizes(files);
	if (found.length === 0) return [`${what}: nothing at ${files}`];
	const sum = found.reduce((total, { kB }) => total + kB, 0);
	const most = together ?? average ?? each;
	const all = { name: 'all', kB: average ? sum / found.length : sum };
	const held = each ? found : [all];
	say(`  ${what}: ${Math.max(...held.map(({ kB }) => kB)).toFixed(2)} of ${most} kB`);
	return held
		.filter(({ kB }) => kB > most)
		.map(({ name, kB }) => `${what}: ${name} ${kB.toFixed(2)} kB, at most ${most}`);
}

await tell(async () => {
	const faults = budgets.flatMap(over);
	for (const fault of faults) say(`✗ ${fault}`);
	process.exit(faults.length > 0 ? 1 : 0);
});
