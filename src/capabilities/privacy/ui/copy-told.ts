import { sentence } from '#design/spoken.ts';
import type { Row } from '../rules-everything.ts';
import type { Kept } from '../rules-erasure.ts';
import { line, lines, short, type Reader, type Show } from './copy-words.ts';

/** A procedure by the name people give it; its official code where the catalogue does not list it. */
export const procedure: Show = (value, { names, locale }) =>
	names?.procedure(String(value))?.plain[locale] ?? String(value);

/** The file that a row belongs to, by the name of its procedure and the code of the portal. */
export const fileOf: Show = (value, reader) => {
	const file = reader.files.get(String(value));
	if (!file) return null;
	const name = String(procedure(file['procedure_code'], reader, file));
	return file['official_code'] ? `${name} (${String(file['official_code'])})` : name;
};

const codeOf = ({ files }: Reader, row: Row): string | null =>
	(files.get(String(row['case_id']))?.['procedure_code'] as string | undefined) ?? null;

function askedIn(reader: Reader, row: Row) {
	const form = codeOf(reader, row);
	return form === null
		? undefined
		: reader.names?.form(form).questions.find(({ id }) => id === String(row['question']));
}

export const question: Show = (value, reader, row) => askedIn(reader, row)?.ask[reader.locale] ?? String(value);

/** An answer as it was chosen: the words of the choice, yes or no, a day, or what was typed. */
export const answer: Show = (value, reader, row) => {
	const asked = askedIn(reader, row);
	const said = String(value);
	const chosen = asked?.choices?.find((one) => one.value === said);
	if (chosen) return chosen.words[reader.locale];
	if (asked?.kind === 'yes-no') return reader.say(`common.${said}`) ?? said;
	return asked?.kind === 'date' ? short(said) : said;
};

const PAPERS: Readonly<Record<string, string>> = {
	'id-paper': 'procedures.paper-id',
	authorisation: 'procedures.paper-authorisation'
};

export const paper: Show = (value, reader, row) => {
	const said = String(value);
	const known = PAPERS[said] ? reader.say(PAPERS[said]) : null;
	const listed = reader.names?.procedure(codeOf(reader, row) ?? '')?.papers.find(({ id }) => id === said);
	return known ?? listed?.name ?? (said.startsWith('form-') ? reader.say('procedures.paper-form') : null) ?? said;
};

/** Why a rule spoke of something, in the words of her own page, with the age or the last day of the paper. */
export const occasion: Show = (value, { say }) => {
	const said = String(value);
	const [, name, age, until] = /^([a-z0-9-]+?)-(?:(\d{1,3})|(\d{4}-\d\d-\d\d))$/.exec(said) ?? [];
	const why = name ? say(`assistance.mine-why-${name}`) : null;
	return why === null ? said : `${why} (${until ? short(until) : say('residents.age', { age: age! })})`;
};

/** The five questions before an e-ID with what was answered, and the age that goes with them. */
export const readiness = lines((held, { say }) =>
	Object.entries(held).map(([name, value]) => {
		const asked = say(name === 'age' ? 'privacy.col-age' : `readiness.ask-${name}`);
		const said = say(`${name === 'age' ? 'privacy' : 'readiness'}.${name}-${String(value)}`);
		return line(asked ?? name, said ?? String(value));
	})
);

const KEPT_AS: Readonly<Record<string, string>> = { birthDate: 'birth-date', birthYear: 'birth-year' };

/** How somebody stood in the register before a correction. */
export const before = lines((held, { say }) =>
	Object.entries(held).map(([name, value]) => {
		if (value === null || value === '') return null;
		const shown = name === 'gender' ? say(`residents.gender-${String(value)}`) : null;
		const said = name === 'birthDate' ? short(String(value)) : String(value);
		return line(say(`privacy.col-${KEPT_AS[name] ?? name}`) ?? name, shown ?? said);
	})
);

type Belonging = { group: string; disability: string | null };

/** To which groups somebody belongs, and what else was written beside it. */
export const groups = lines((held, { say }) => {
	const belongs = Array.isArray(held['belongs']) ? (held['belongs'] as Belonging[]) : [];
	const named = belongs.map(({ group, disability }) => {
		const words = sentence(say(`residents.group-${group}`) ?? group);
		return disability ? `${words} (${say(`residents.disability-${disability}`) ?? disability})` : words;
	});
	const ethnic = held['ethnic'] ? line(say('residents.why-ethnic') ?? '', String(held['ethnic'])) : null;
	return [...named, ethnic, held['note'] ? String(held['note']) : null];
});

/** What an erasure keeps, each with its reason. */
export const kept: Show = (value, reader, row) =>
	(Array.isArray(value) ? (value as Kept[]) : []).map(({ what, procedure: code, because, until }) => {
		const name = code === null ? '' : String(procedure(code, reader, row));
		const reason = reader.say(`privacy.because-${because}`, { day: until ? short(until) : '' });
		return `${reader.say(`privacy.kept-${what}`, { procedure: name }) ?? what} (${reason ?? because})`;
	});

/** What was done with a payment that did not match: a code, then what somebody wrote. */
export const settled: Show = (value, { say }) => {
	const [how = '', ...written] = String(value).split(': ');
	const word = say(`insights.how-${how}`);
	return word === null ? String(value) : sentence([word, ...written].join(': '));
};

/** What was done, by the command that the journal names. */
export const command: Show = (value, { say }) => say(`privacy.did-${String(value).replace('.', '-')}`) ?? String(value);
