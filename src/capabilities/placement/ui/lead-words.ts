import type { Locale } from '#design/spoken.ts';
import { inLanguage } from '#capabilities/learning/rules-words.ts';
import { m } from '#words';
import { paths, withQuery } from '#web/paths.ts';
import type { Way } from '../page.server.ts';

/** Where the key of a topic leads. */
export function leadHref(lead: NonNullable<Way['lead']>): string {
	if (lead.to === 'practice') return paths.session.practice;
	if ('statement' in lead)
		return lead.to === 'hear' ? paths.session.judge(lead.statement) : paths.session.skill(lead.statement);
	return withQuery(paths.session.classes, {}, `${lead.to === 'seat' ? 's' : 'r'}-${lead.run}`);
}

/** What it says. */
export function leadWords({ lead, run }: Way, locale: Locale): string {
	const name = run ? inLanguage(run, locale) : '';
	if (lead?.to === 'seat') return m['placement.lead-seat']({ name });
	if (lead?.to === 'class') return m['placement.lead-class']({ name });
	if (lead?.to === 'practice') return m['placement.lead-practice']();
	return lead?.to === 'hear' ? m['placement.lead-hear']() : m['placement.lead-look']();
}
