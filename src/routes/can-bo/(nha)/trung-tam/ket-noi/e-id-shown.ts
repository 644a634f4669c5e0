import { paths } from '#web/paths.ts';

/** What the side of the e-ID has to be told, and which of what it says is read. */
export const eIdShown = ({
	ORIGIN,
	E_ID_ISSUER,
	E_ID_CLIENT_ID
}: {
	ORIGIN: string;
	E_ID_ISSUER?: string;
	E_ID_CLIENT_ID: string;
}) => ({
	issuer: E_ID_ISSUER ?? null,
	client: E_ID_CLIENT_ID,
	redirect: ORIGIN + paths.open.signedIn,
	scope: 'openid profile eid',
	claims: ['name', 'personal_no', 'birth_date', 'eid_level'] as const
});
