/** With which status the page says why somebody could not come in: what is wrong with the provider, with this trip, with whoever came. */
export const STATUS: Readonly<Record<string, number>> = {
	'e-id-silent': 503,
	'e-id-issuer': 502,
	'e-id-forged': 502,
	'e-id-claims': 502,
	'e-id-level': 502,
	'e-id-other-house': 502,
	'e-id-expired': 401,
	'e-id-stopped': 401,
	'trip-over': 401,
	'e-id-look': 403,
	'not-in-register': 403,
	'trips-enough': 429
};
