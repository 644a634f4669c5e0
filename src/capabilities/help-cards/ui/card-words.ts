import { sentence, spokenDate, type Locale } from '#design/spoken.ts';
import { m } from '#words';
import { word } from '#words/word.ts';
import type { CardLine } from '../answers.ts';
import { inOne } from '../rules-card.ts';

/** What a card is called; a draft may have no name yet. */
export const cardName = ({ title }: Pick<CardLine, 'title'>, locale: Locale): string =>
	inOne(title, locale).text || m['help-cards.untitled']();

/** What it is about, and on which machine where that says more. */
export function cardAbout({ system, device }: Pick<CardLine, 'system' | 'device'>): string {
	const about = sentence(word(`support.system-${system}`));
	const on = word(`help-cards.device-${device}`);
	return device === 'any' || sentence(on) === about ? about : `${about}, ${on}`;
}

/** How it stands, in words. */
export const cardStands = ({ state, given, version }: Pick<CardLine, 'state' | 'given' | 'version'>): string =>
	state === 'changed'
		? m['help-cards.state-changed']({ given: given ?? 0, version })
		: word(`help-cards.state-${state}`);

/** Who tried it last and when; of a card of the house nobody may have. */
export const cardTried = ({ triedOn, triedBy }: Pick<CardLine, 'triedOn' | 'triedBy'>, locale: Locale): string =>
	triedOn === null
		? m['help-cards.tried-nobody']()
		: m['help-cards.tried-by']({ name: triedBy ?? '', day: spokenDate(triedOn, locale) });
