import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the app's own pages lie, and the shells of every page that is open in a browser. */
const own = (id) => /\/src\/routes\/(ra-ngo\/|\+error\.svelte|\+layout\.svelte)/.test(id);

/** Everything that some chunks are made of, with their styles and what those show. */
function madeOf(bundle, begin) {
	const found = new Set();
	const visit = (file) => {
		const chunk = bundle[file];
		if (!chunk || chunk.type !== 'chunk' || found.has(file)) return;
		found.add(file);
		for (const name of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])])
			found.add(name);
		chunk.imports.forEach(visit);
		if (chunk.moduleIds.some((id) => id.includes('/capabilities/field/'))) chunk.dynamicImports.forEach(visit);
	};
	begin.forEach(visit);
	return [...found];
}

/** Says beside the build what the app on a phone is made of, for whoever keeps it there (`static/ra-ngo.sw.js`). */
export function appFiles() {
	return {
		name: 'app-files',
		applyToEnvironment: (environment) => environment.name === 'client',
		// Once all is written: a chunk that came out empty is not.
		writeBundle({ dir }, bundle) {
			const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
			const begin = chunks.filter((chunk) => /entry\//.test(chunk.fileName) || chunk.moduleIds.some(own));
			if (begin.length === 0) return;
			const made = madeOf(
				bundle,
				begin.map(({ fileName }) => fileName)
			);
			const fonts = Object.keys(bundle).filter((name) =>
				/be-vietnam-pro-(vietnamese|latin)-(400|600).*\.woff2$/.test(name)
			);
			const said = Object.keys(bundle).filter((name) =>
				/assets\/(cards|app-words|stuck-words)\.\w+[.-].*\.json$/.test(name)
			);
			const files = [...new Set([...made, ...fonts, ...said])]
				.filter((name) => existsSync(join(dir, name)))
				.map((name) => `/${name}`);
			const version = createHash('sha256').update(files.toSorted().join()).digest('hex').slice(0, 16);
			// Pages that are run at few doors are counted by themselves: the one on which files are written weighs as much as all others together.
			const named = (which) =>
				chunks.filter(({ moduleIds }) => moduleIds.some((id) => which.test(id))).map(({ fileName }) => `/${fileName}`);
			const list = {
				few: named(/\/(WriteFile|PutRight|Unsettled)\.svelte$/),
				/** The roll of a class: run by whoever helps in one. */
				roll: named(/\/ra-ngo\/(lop\/|Lessons|lessons)|\/field\/rolls/),
				/** A ticket of whoever is stuck, with the rules of its room. */
				stuck: named(/\/ra-ngo\/ho-tro\/|\/support\/(inputs-door|rules-account)\./),
				version,
				files: [...files.toSorted(), '/ra-ngo.svg', '/ra-ngo.webmanifest']
			};
			writeFileSync(join(dir, '_app/immutable/ra-ngo.json'), JSON.stringify(list));
		}
	};
}
