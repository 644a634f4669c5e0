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

function configuration(env: Env): Configuration {
	const { jwks, cookieKeys } = openKeys(env.stateDir);
	return {
		adapter: memory,
		clients: [clientOf(env)],
		jwks: jwks as Configuration['jwks'],
		acrValues: ['level1', 'level2'],
		claims: {
			acr: null,
			openid: ['sub'],
			profile: ['name', 'birth_date', 'gender'],
			eid: ['eid_level', 'personal_no']
		},
		scopes: ['openid', 'profile', 'eid'],
		conformIdTokenClaims: false,
		pkce: { required: () => true },
		// Cookies know no port: without their own names they would meet the program's on the same host.
		cookies: {
			keys: cookieKeys,
			names: { session: sessionCookie, interaction: 'mo_phong_luot', resume: 'mo_phong_tiep' }
		},
		ttl: { Session: 600, Interaction: 3600, Grant: 600, AccessToken: 300, IdToken: 300, AuthorizationCode: 60 },
		interactions: { url: (_context, { uid }) => `/dang-nhap/${uid}` },
		features: {
			devInteractions: { enabled: false },
			rpInitiatedLogout: {
				enabled: true,
				logoutSource: (context, form) => void (context.body = signOutPage(form)),
				postLogoutSuccessSource: (context) => void (context.body = signedOutPage(env.origin))
			}
		},
		renderError: (context, out) => {
			context.type = 'html';
			context.body = errorPage(env.origin, out.error);
		},
		findAccount: (_context, id) => {
			const person = findPerson(id);
			return person && { accountId: id, claims: async () => claimsOf(person) };
		},
		// The one client is ours: asking for consent again would be a page without a meaning.
		loadExistingGrant: async (context) => {
			const grant = new context.oidc.provider.Grant({
				clientId: context.oidc.client?.clientId,
				accountId: context.oidc.session?.accountId
			});
			grant.addOIDCScope(scope);
			await grant.save();
			return grant;
		}
	};
}

export function openProvider(env: Env): Provider {
	const provider = new Provider(`http://127.0.0.1:${env.eIdPort}`, configuration(env));
	provider.on('server_error', (_context, fault) => console.error('e-id', fault));
	return provider;
}
