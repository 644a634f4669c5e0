import { globSync, readFileSync } from 'node:fs';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './gate/longest-first.mjs';
import { sideBySide } from './gate/side-by-side.mjs';
import { appFiles } from './src/web/app-files.mjs';
import { appRoutes } from './src/web/app-routes.mjs';
import { doorsSaid } from './src/web/doors-said.mjs';
import { appWords } from './src/words/app-words.mjs';
import { wordsOptions } from './src/words/options.mjs';

/**
 * One build serves any origin: `paths.origin` stays unset, and our own server sets
 * `KIT_PROTOCOL_HEADER` (and `KIT_BODY_SIZE_LIMIT`) before it imports `build/handler.js`.
 * Kit's own check of the Origin header is off because it needs the origin at build time;
 * the hook compares Origin with the setting instead.
 */
/** The order of the layers stands at the head of each style: chunks load in any order, and the first to name a layer ranks it. */
const layersFirst = {
	name: 'layers-first',
	style: ({ content }: { content: string }) => ({ code: `@layer reset, tokens, base, pieces, page;${content}` })
};

/**
 * Tests of rooms share the modules of their worker: half of their time went into loading the same program for each file. Whoever puts
 * something else in the place of a module or of the clock says so, and so does whoever fills a database; those stand alone, as does whatever tries
 * a whole house.
 */
const rooms = ['src/**/*.test.ts'];
const houses = ['tests/**/*.test.ts', 'house/**/*.test.ts', 'gate/**/*.test.ts'];
const says = (file: string, what: RegExp): boolean => what.test(readFileSync(file, 'utf8'));
const isAlone = (file: string): boolean =>
	says(file, /\bvi\.(mock|hoisted|stub\w+|useFakeTimers|spyOn)\(|Stands alone:/);
const alone = globSync(rooms).filter(isAlone);
/** What is about several rooms and stands in a scene only, which is taken back, is loaded as a room's is. */
const scenes = globSync('tests/*.test.ts').filter(
	(file) =>
		says(file, /support\/scene\.ts/) &&
		!isAlone(file) &&
		!says(file, /support\/(committed|house|field-commune)\.ts|\b(connect|register([A-Z]\w*)?|listen)\(|process\.env/)
);
const each = {
	setupFiles: ['gate/own-database.mjs'],
	// A slow machine is no fault.
	testTimeout: 20_000
};

export default defineConfig({
	// What scripts a page needs it says itself, and the app on a phone keeps them all: a list of them for every page of the house was the
	// app's third heaviest part. (Styles stay named in any case.)
	build: { modulePreload: { resolveDependencies: () => [] } },
	plugins: [
		doorsSaid(),
		paraglideVitePlugin(wordsOptions),
		appWords(),
		appFiles(),
		appRoutes(),
		sveltekit({
			preprocess: [layersFirst],
			adapter: adapter({ envPrefix: 'KIT_' }),
			csrf: { trustedOrigins: ['*'] },
			// The page of the field's app is kept under one address and opened at each of its own.
			paths: { relative: false },
			csp: {
				mode: 'auto',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self'],
					// the one style attribute that Kit writes itself: its announcer of page changes
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'img-src': ['self', 'data:'],
					'media-src': ['self'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'object-src': ['none'],
					// the page of a paper alone frames one (`locals.frames`)
					'frame-src': ['none'],
					'frame-ancestors': ['none'],
					'base-uri': ['none'],
					'form-action': ['self']
				}
			}
		})
	],
	test: {
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				extends: true,
				test: {
					...each,
					name: 'rooms',
					isolate: false,
					maxWorkers: sideBySide.rooms,
					include: [...rooms, ...scenes],
					exclude: alone,
					sequence: { groupOrder: 0 }
				}
			},
			{
				extends: true,
				test: {
					...each,
					name: 'houses',
					maxWorkers: sideBySide.houses,
					// After them: a room's scene holds its cast as long as its worker lives, and here the same people move into the same database.
					sequence: { groupOrder: 1 },
					include: [...houses, ...alone],
					exclude: [...scenes, 'tests/journeys/**', 'node_modules/**']
				}
			}
		],
		// Every statement of ours is run against the migrated schema: a function of SQL that no test calls fails the tests.
		coverage: {
			include: ['src/**/sql*.server.ts'],
			// What nobody runs is named, line by line; what is whole is not.
			reporter: [['text', { skipFull: true, maxCols: 160 }]],
			reportsDirectory: 'node_modules/.cache/coverage',
			thresholds: { functions: 100, lines: 100 }
		}
	}
});
