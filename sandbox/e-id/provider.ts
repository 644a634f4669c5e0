import { Provider, type Configuration } from 'oidc-provider';
import type { Env } from '../env.ts';
import { findPerson, type Person } from '../people.ts';
import { openKeys } from './keys.ts';
import { memory } from './memory.ts';
import { errorPage, signedOutPage, signOutPage } from './pages.ts';

export const sessionCookie = 'mo_phong_phien';
const scope = 'openid profile eid';

const claimsOf = (person: Person) => ({
	sub: person.id,
	name: person.name,
	birth_date: person.birthDate,
	gender: person.gender,
	eid_level: person.level,
	personal_no: person.personalNo
});

const clientOf = (env: Env) => ({
	client_id: env.eIdClientId,
	client_secret: env.eIdClientSecret,
	redirect_uris: [`${env.origin}/dang-nhap/ve`],
	post_logout_redirect_uris: [`${env.origin}/`],
	response_types: ['code' as const],
	grant_types: ['authorization_code']
});

/** The provider's own pages, in our words; nothing of its development pages. */
const pagesOf = ({ origin }: Env): Configuration => ({
	interactions: { url: (_context, { uid }) => `/dang-nhap/${uid}` },
	features: {
		devInteractions: { enabled: false },
		rpInitiatedLogout: {
			enabled: true,
			logoutSource: (context, form) => void (context.body = signOutPage(form)),
			postLogoutSuccessSource: (context) => void (context.body = signedOutPage(origin))
		}
	},
	renderError: (context, out) => {
		context.type = 'html';
		context.body = errorPage(origin, out.error);
	}
});

const accounts: Configuration = {
	acrValues: ['level1', 'level2'],
	scopes: ['openid', 'profile', 'eid'],
	claims: {
		acr: null,
		openid: ['sub'],
		profile: ['name', 'birth_date', 'gender'],
		eid: ['eid_level', 'personal_no']
	},
	conformIdTokenClaims: false,
	findAccount: (_context, id) => {
		const person = findPerson(id);
		return person && { accountId: id, claims: async () => claimsOf(person) };
	},
	// The one client is ours: asking for consent again would be a page without a meaning.
	loadExistingGrant: async ({ oidc }) => {
		const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
		grant.addOIDCScope(scope);
		await grant.save();
		return grant;
	}
};

function configuration(env: Env): Configuration {
	const { jwks, cookieKeys } = openKeys(env.stateDir);
	// Cookies know no port: without their own names they would meet the program's on the same host.
	const names = { session: sessionCookie, interaction: 'mo_phong_luot', resume: 'mo_phong_tiep' };
	return {
		...accounts,
		...pagesOf(env),
		adapter: memory,
		clients: [clientOf(env)],
		jwks: jwks as Configuration['jwks'],
		pkce: { required: () => true },
		cookies: { keys: cookieKeys, names },
		ttl: { Session: 600, Interaction: 3600, Grant: 600, AccessToken: 300, IdToken: 300, AuthorizationCode: 60 }
	};
}

export function openProvider(env: Env): Provider {
	const provider = new Provider(`http://127.0.0.1:${env.eIdPort}`, configuration(env));
	provider.on('server_error', (_context, fault) => console.error('e-id', fault));
	return provider;
}
