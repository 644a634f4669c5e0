import type { Keeps, Row } from '#kernel/kept.ts';
import { at, code, day, either, fact, facts, line, lines, short, text, where } from '#design/copy-cell.ts';
import { sentence } from '#design/spoken.ts';

const self = (row: Row): string => String(row['id']);

const KEPT_AS: Readonly<Record<string, string>> = { birthDate: 'birth-date', birthYear: 'birth-year' };

/** How somebody stood in the register before a correction. */
const before = lines((held, { say }) =>
	Object.entries(held).map(([name, value]) => {
		if (value === null || value === '') return null;
		const shown = name === 'gender' ? say(`residents.gender-${String(value)}`) : null;
		const said = name === 'birthDate' ? short(String(value)) : String(value);
		return line(say(`common.col-${KEPT_AS[name] ?? name}`) ?? name, shown ?? said);
	})
);

/** Which facts do not stand in the register: from a card, or typed as they were said. */
const sources = lines((held, { say }) =>
	Object.entries(held).map(([fact, by]) =>
		line(
			say(`residents.field-${fact}`) ?? fact,
			say(`residents.${by === 'card' ? 'from-card' : 'typed-by-staff'}`) ?? ''
		)
	)
);

type Belonging = { group: string; disability: string | null };

/** To which groups somebody belongs, and what else was written beside it. */
const groups = lines((held, { say }) => {
	const belongs = Array.isArray(held['belongs']) ? (held['belongs'] as Belonging[]) : [];
	const named = belongs.map(({ group, disability }) => {
		const words = sentence(say(`residents.group-${group}`) ?? group);
		return disability ? `${words} (${say(`residents.disability-${disability}`) ?? disability})` : words;
	});
	const ethnic = held['ethnic'] ? line(say('residents.why-ethnic') ?? '', String(held['ethnic'])) : null;
	return [...named, ethnic, held['note'] ? String(held['note']) : null];
});

/** What this room keeps of people, and how each of them reads it. */
export const keeps: Keeps = {
	person: {
		words: ['name', 'birth_year', 'birth_date', 'gender', 'hamlet', 'number_sealed', 'phone_sealed'],
		sealed: {
			number_sealed: { bind: () => 'id-number', subject: self },
			phone_sealed: { bind: () => 'phone', subject: self }
		},
		withFiles: true,
		copy: [
			['name', text],
			['birth_date', day],
			['birth_year', where('birth_date', false, text)],
			['gender', fact('residents.gender-')],
			['hamlet', text],
			['elsewhere', either('residents.hamlet-elsewhere', 'residents.hamlet-here'), 'residents.hamlet'],
			['sources', sources, 'residents.sources'],
			['number', text],
			['phone', text],
			['needs', facts('residents.need-'), 'residents.needs'],
			['verified', either('residents.verified', 'residents.unverified')],
			['made_at', at],
			['erased_at', at]
		]
	},
	person_paper: {
		words: ['until'],
		copy: [
			['paper', fact('residents.paper-')],
			['until', day, 'residents.paper-until'],
			['noted_at', at, 'common.col-made-at']
		]
	},
	household_member: {
		copy: [
			['address', text],
			['lane', text, 'residents.lane'],
			['floor', text, 'residents.floor'],
			['point', text, 'residents.point'],
			['book', text, 'imports.field-book'],
			['relation', fact('residents.relation-')],
			['since', day],
			['until', day]
		]
	},
	vulnerability: {
		words: ['sealed'],
		sealed: { sealed: { bind: () => 'why' } },
		copy: [
			['why', groups],
			['changed_at', at]
		]
	},
	person_change: {
		words: ['before_sealed'],
		sealed: { before_sealed: { bind: () => 'change' } },
		copy: [
			['at', at],
			['by_name', text],
			['fields', facts('residents.field-')],
			['source', code('residents.source-'), 'residents.correct-source'],
			['before', before]
		]
	},
	identity_change: {
		words: ['before_sealed', 'to_sealed'],
		sealed: { before_sealed: { bind: () => 'change' }, to_sealed: { bind: () => 'change' } },
		copy: [
			['asked_at', at, 'common.col-at'],
			['by_name', text],
			['agreed_by_name', text, 'residents.agreed-by'],
			['fields', facts('residents.field-')],
			['source', code('residents.source-'), 'residents.correct-source'],
			['before', before],
			['to', before, 'residents.changed-to'],
			['told_at', at, 'residents.told-at']
		]
	},
	twin_pair: {
		copy: [
			['found_at', at],
			['reasons', facts('residents.twin-'), 'common.col-reason'],
			['state', fact('residents.twin-')]
		]
	},
	person_merge: {
		words: ['held'],
		copy: [
			['at', at],
			['undone_at', at]
		]
	},
	changed_homes: { notTheirs: 'marks for a minute at most whose hamlet is to be counted anew, and holds nothing else' }
};
