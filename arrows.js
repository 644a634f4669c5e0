/** The map of the house: which room may use which. Every other arrow is an error. `docs/map.md` and the linter are drawn from it. */
export const rooms = {
	places: [],
	access: ['places'],
	residents: ['places'],
	mandates: ['residents'],
	imports: ['places', 'residents'],
	privacy: ['places', 'residents'],
	'data-rights': ['places', 'residents', 'mandates', 'privacy'],
	procedures: [],
	assistance: ['places', 'access', 'residents'],
	readiness: ['places', 'access', 'residents', 'assistance'],
	cases: ['places', 'residents', 'mandates', 'privacy', 'data-rights', 'procedures', 'assistance'],
	filing: ['places', 'residents', 'procedures', 'cases'],
	payments: ['places', 'cases', 'procedures'],
	counter: ['places', 'access', 'assistance'],
	satisfaction: ['assistance', 'cases', 'filing'],
	'visit-slips': [],
	field: [
		...[
			'residents',
			'mandates',
			'imports',
			'privacy',
			'data-rights',
			'procedures',
			'assistance',
			'readiness',
			'cases',
			'visit-slips'
		]
	],
	badges: ['places', 'field'],
	campaigns: ['places', 'assistance', 'field'],
	'home-visits': ['assistance', 'readiness', 'field'],
	'lead-board': ['places', 'field', 'campaigns'],
	oversight: ['residents', 'privacy'],
	insights: []
};
