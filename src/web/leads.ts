import { paths, withQuery } from './paths.ts';

type Told = { fact: string; about: string; page: string | null };

/** `fact forAnother locale`, as `notices` names a text. */
function textPage({ page }: Told): string {
	const [fact = '', forAnother, locale] = (page ?? '').split(' ');
	const asked = { voi: forAnother === 'true' && 'nguoi-nha', tieng: locale !== 'vi' && locale };
	return withQuery(paths.staff.text(fact), asked);
}

/** Where the thing stands of which staff are told a fact. A test holds it to every such fact. */
export const leads: Readonly<Record<string, (told: Told) => string>> = {
	'notices.text-waits': textPage,
	'notices.live-asked': () => paths.staff.words
};

export const leadsTo = (told: Told): string => leads[told.fact]?.(told) ?? paths.staff.toldMe;
