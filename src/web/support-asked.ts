// What the address of the page says, where it says something that can be so.

const part = (shape: RegExp) => (asked: URLSearchParams, name: string) => {
	const said = asked.get(name) ?? '';
	return shape.test(said) ? said : null;
};

/** The number of an error page, as it is shown there. */
export const faultIn = (asked: URLSearchParams): string | null => part(/^[0-9a-f]{8}$/)(asked, 'loi');
/** The spoken number of a ticket that was just written. */
const numberIn = (asked: URLSearchParams): string | null => part(/^[1-9]\d{0,8}$/)(asked, 'phieu');
/** By when somebody answers. */
const instantIn = (asked: URLSearchParams): Date | null => {
	const said = part(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)(asked, 'truoc');
	return said === null || Number.isNaN(Date.parse(said)) ? null : new Date(said);
};

/** All three, as the page for whoever is stuck is asked for. */
export const askedIn = (asked: URLSearchParams) => ({
	written: numberIn(asked),
	due: instantIn(asked),
	fault: faultIn(asked)
});
