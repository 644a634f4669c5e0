import { rooms } from './arrows.js';

const inRoom = (room) => `^src/capabilities/${room}/`;
// An address is a fact of the whole house and imports nothing: what is looked at may lead anywhere, and knows nothing else.
const PATHS = 'paths\\.ts$';
const SQL = '/sql[-a-z]*\\.server\\.ts$';

// A room is closed but for its plain files (pure) and its commands and queries (*.server.ts).
const roomArrows = Object.entries(rooms).map(([room, mayUse]) => ({
	name: `arrows-of-${room}`,
	severity: 'error',
	from: { path: inRoom(room), pathNot: '\\.test\\.ts$' },
	to: { path: '^src/capabilities/', pathNot: [room, ...mayUse].map(inRoom) }
}));

const layer = (name, from, mayNotUse) => ({
	name,
	severity: 'error',
	from: { path: from, pathNot: '\\.test\\.ts$' },
	to: { path: mayNotUse }
});

export default {
	forbidden: [
		...roomArrows,
		// Valibot alone: the shapes that every room's inputs are made of are written once.
		layer('kernel-stands-alone', '^src/kernel/', '^(src/(?!kernel/)|node_modules/(?!valibot/))'),
		// What a room keeps says in words how it reads, and so uses the looks of a cell. Who is near is worked out in memory alone.
		layer(
			'plain-files-are-pure',
			'^src/capabilities/[^/]+/(?!keeps)[^/.]+\\.ts$',
			'(\\.(server|browser)\\.|^src/(platform|adapters|routes|design)/|^node_modules/(?!(valibot|rbush|rbush-knn)/))'
		),
		{
			name: 'pure-needs-no-node',
			severity: 'error',
			from: { path: '^src/(kernel/|capabilities/[^/]+/[^/.]+\\.ts$)', pathNot: '\\.test\\.ts$' },
			to: { dependencyTypes: ['core'] }
		},
		layer(
			'platform-knows-no-room',
			'^src/platform/(?!keeps\\.ts)',
			'^src/(capabilities|adapters|program|web|routes|design)/'
		),
		layer(
			'design-has-no-meaning',
			'^src/design/',
			`^src/(capabilities|adapters|program|web/(?!${PATHS})|routes|platform)/`
		),
		layer('rooms-know-no-outside', '^src/capabilities/(?![^/]+/ui/)', '^src/(adapters|program|web|routes)/'),
		layer(
			'looks-lead-only-to-addresses',
			'^src/capabilities/[^/]+/ui/',
			`^src/(adapters|program|web/(?!${PATHS})|routes)/`
		),
		layer('only-the-program-wires-adapters', '^src/(?!program/|adapters/)', '^src/adapters/'),
		layer('program-knows-no-page', '^src/program/', '^src/(web|routes|design)/'),
		layer('web-knows-no-table', '^src/web/', SQL),
		layer('web-knows-no-page', '^src/web/', '^src/routes/'),
		layer('routes-use-commands-and-queries', '^src/routes/', SQL),
		layer('sandbox-knows-nothing-of-us', '^sandbox/', '^src/'),
		layer('we-know-nothing-of-the-sandbox', '^src/', '^sandbox/'),
		{
			name: 'sql-stays-home',
			severity: 'error',
			from: { path: '^src/capabilities/([^/]+)/' },
			to: { path: SQL, pathNot: ['^src/capabilities/$1/', '^src/platform/'] }
		},
		{
			name: 'no-circles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{ name: 'no-barrels', severity: 'error', from: {}, to: { path: '^src/capabilities/[^/]+/index\\.ts$' } },
		{
			name: 'nothing-unresolved',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: ['^virtual:', '^\\$app/', '^\\./\\$types$', '^(\\.\\./)+build/'] }
		}
	],
	options: {
		tsPreCompilationDeps: true,
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^src/words/generated' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'types', 'svelte', 'node', 'default']
		},
		tsConfig: { fileName: 'tsconfig.json' }
	}
};
