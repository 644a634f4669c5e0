/** What a browser takes along to the e-ID and needs again on its return. */
export type Trip = { state: string; nonce: string; verifier: string };

/** Who came back from the e-ID: number and birth, by which the register knows them, and the level of the account. */
export type EIdPerson = { name: string; level: number; number: string; birthDate: string | null };

/** What we ask of the electronic identity. No screen of ours ever sees its password or code. */
export type EId = {
	/** Where its pages stand, for the content policy. */
	origin: string;
	begin: (redirect: string) => Promise<{ url: string; trip: Trip }>;
	finish: (returned: URL, trip: Trip) => Promise<EIdPerson>;
};
