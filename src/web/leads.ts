import { paths, withQuery } from './paths.ts';

type Told = { fact: string; about: string; page: string | null };

/** `fact forAnother locale`, as `notices` names a text. */
function textPage({ page }: Told): string {
	const [fact = '', forAnother, locale] = (page ?? '').split(' ');
	const asked = { voi: forAnother === 'true' && 'nguoi-nha', tieng: locale !== 'vi' && locale };
	return withQuery(paths.staff.text(fact), asked);
}

const account = ({ page }: Told): string => (page === null ? paths.staff.accounts : paths.staff.account(page));

/** Where the thing stands of which staff are told a fact. A test holds it to every such fact. */
export const leads: Readonly<Record<string, (told: Told) => string>> = {
	'notices.text-waits': textPage,
	'notices.live-asked': () => paths.staff.words,
	'assistance.given': ({ about }) => paths.staff.need(about),
	'lead-board.given': ({ about }) => paths.staff.need(about),
	'paths.thanked': () => paths.staff.thanks,
	'support.given': ({ about }) => paths.staff.ticket(about),
	'support.late': ({ about }) => paths.staff.ticket(about),
	'support.late-lead': ({ about }) => paths.staff.ticket(about),
	'alarms.late-province': () => paths.staff.alarms,
	'alarms.asked': ({ about }) => paths.staff.ticket(about),
	'alarms.drill-failed': () => paths.staff.alarms,
	'support.replied': ({ about }) => paths.staff.ticket(about),
	'readiness.given': ({ about }) => paths.staff.need(about),
	'residents.identity-asked': () => paths.staff.identity,
	'cases.denied': () => paths.staff.troubles,
	'data-rights.asked': ({ about }) => paths.staff.request(about),
	'home-visits.given': () => paths.staff.ownField,
	'home-visits.called-off': () => paths.staff.ownField,
	'field.alarm': () => paths.staff.late,
	'field.stuck': () => paths.staff.late,
	'access.reset-asked': account,
	'access.give-asked': account,
	'access.take-asked': account,
	'access.close-asked': account
};

export const leadsTo = (told: Told): string => leads[told.fact]?.(told) ?? paths.staff.toldMe;
