/** Larger scenes: the story on the demo page, the sign-in picture, the ticket slot, the lantern of a locked session. */
export const scenes = {
	'ticket-machine': {
		box: '0 0 280 170',
		lines:
			'<rect width="280" height="170" fill="#f4eee5"/><path d="M0 146h280v24H0z" fill="#e7dccd"/> <path d="M18 30h74v54H18z" fill="#fff" stroke="#1f1b18" stroke-width="1.6"/><path d="M55 30v54M18 57h74" stroke="#ddd3c7" stroke-width="2"/><path d="M18 84h74" stroke="#1f1b18" stroke-width="1.6"/> <path d="M186 58h52v88h-52z" fill="#a4161a" stroke="#1f1b18" stroke-width="1.6"/><rect x="193" y="66" width="38" height="34" rx="3" fill="#fff" stroke="#1f1b18" stroke-width="1.6"/><rect x="198" y="71" width="13" height="11" rx="2" fill="#e0a11b"/><rect x="213" y="71" width="13" height="11" rx="2" fill="#1b6b4a"/><rect x="198" y="84" width="13" height="11" rx="2" fill="#1d5b99"/><rect x="213" y="84" width="13" height="11" rx="2" fill="#ddd3c7"/><path d="M201 110h22" stroke="#1f1b18" stroke-width="2.500"/><path d="M203 110h18v21l-4-3-5 3-5-3-4 3z" fill="#fff" stroke="#1f1b18" stroke-width="1.400"/><path d="M207 117h10M207 122h7" stroke="#1f1b18" stroke-width="1.400"/> <path d="M117 148 v-30.800000000000004 q0-23.52 21-23.52 t21 23.52 v30.800000000000004z" fill="#6d4a7c" stroke="#1f1b18" stroke-width="1.6"/><path d="M152 112 q16 2 34-24" fill="none" stroke="#1f1b18" stroke-width="8" stroke-linecap="round"/><path d="M152 112 q16 2 34-24" fill="none" stroke="#6d4a7c" stroke-width="5" stroke-linecap="round"/><circle cx="138" cy="84" r="12" fill="#f0cfae" stroke="#1f1b18" stroke-width="1.6"/><path d="M126 83 a12 12 0 0 1 24 0 q-12 -9 -24 0z" fill="#e6e0d8" stroke="#1f1b18" stroke-width="1.4"/><circle cx="134" cy="86" r="1.1"/><circle cx="142" cy="86" r="1.1"/><path d="M134.5 90 q3.5 2.6 7 0" fill="none" stroke="#1f1b18" stroke-width="1.3" stroke-linecap="round"/><path d="M119 77 L138 61 L157 77 Q138 82 119 77z" fill="#e9cf94" stroke="#1f1b18" stroke-width="1.6" stroke-linejoin="round"/><path d="M114 108v40" stroke="#7a5c34" stroke-width="3" stroke-linecap="round"/>'
	},
	'side-by-side': {
		box: '0 0 280 170',
		lines:
			'<rect width="280" height="170" fill="#f4eee5"/><path d="M0 146h280v24H0z" fill="#e7dccd"/> <path d="M70 130 v-28.6 q0-21.84 22-21.84 t22 21.84 v28.6z" fill="#6d4a7c" stroke="#1f1b18" stroke-width="1.6"/><circle cx="92" cy="68" r="12" fill="#f0cfae" stroke="#1f1b18" stroke-width="1.6"/><path d="M80 67 a12 12 0 0 1 24 0 q-12 -9 -24 0z" fill="#e6e0d8" stroke="#1f1b18" stroke-width="1.4"/><circle cx="88" cy="70" r="1.1"/><circle cx="96" cy="70" r="1.1"/><path d="M88.5 74 q3.5 2.6 7 0" fill="none" stroke="#1f1b18" stroke-width="1.3" stroke-linecap="round"/> <path d="M130 130 v-30.800000000000004 q0-23.52 22-23.52 t22 23.52 v30.800000000000004z" fill="#1b6b4a" stroke="#1f1b18" stroke-width="1.6"/><circle cx="152" cy="64" r="12" fill="#f0cfae" stroke="#1f1b18" stroke-width="1.6"/><path d="M140 63 a12 12 0 0 1 24 0 q-12 -9 -24 0z" fill="#2b211b" stroke="#1f1b18" stroke-width="1.4"/><circle cx="148" cy="66" r="1.1"/><circle cx="156" cy="66" r="1.1"/><path d="M148.5 70 q3.5 2.6 7 0" fill="none" stroke="#1f1b18" stroke-width="1.3" stroke-linecap="round"/> <path d="M36 118h214v10H36z" fill="#b58a55" stroke="#1f1b18" stroke-width="1.6"/><path d="M50 128v24M236 128v24" stroke="#1f1b18" stroke-width="3"/> <path d="M186 70h58v40h-58z" fill="#fff" stroke="#1f1b18" stroke-width="1.6"/><path d="M186 70h58v6h-58z" fill="#e0a11b" stroke="#1f1b18" stroke-width="1.400"/><path d="M193 85h30M193 92h42M193 99h22" stroke="#5b524b" stroke-width="2"/><path d="M209 110h12v8h-12z" fill="#ddd3c7" stroke="#1f1b18" stroke-width="1.400"/><path d="m228 100 3 3 6-7" fill="none" stroke="#1b6b4a" stroke-width="2.500"/> <path d="M62 112h44v6H62z" fill="#fff" stroke="#1f1b18" stroke-width="1.400"/><path d="M110 104q14 8 18 12" fill="none" stroke="#f0cfae" stroke-width="5" stroke-linecap="round"/>'
	},
	'pay-and-slip': {
		box: '0 0 280 170',
		lines:
			'<rect width="280" height="170" fill="#f4eee5"/><path d="M0 146h280v24H0z" fill="#e7dccd"/> <path d="M28 40h104v110H28z" fill="#fff" stroke="#1f1b18" stroke-width="1.6" transform="rotate(-4 80 95)"/><g transform="rotate(-4 80 95)"><path d="M40 54h50M40 66h78M40 74h70M40 82h74" stroke="#5b524b" stroke-width="2.400"/><rect x="40" y="96" width="36" height="36" fill="#1f1b18"/><path d="M45 101h8v8h-8zM63 101h8v8h-8zM45 119h8v8h-8zM58 114h5v5h-5zM65 121h6v6h-6z" fill="#fff"/><path d="M84 104h36M84 114h28" stroke="#1f1b18" stroke-width="4"/></g> <rect x="164" y="26" width="62" height="112" rx="9" fill="#1f1b18"/><rect x="169" y="34" width="52" height="94" rx="3" fill="#fff"/><path d="M177 46h36" stroke="#5b524b" stroke-width="2.400"/><path d="M177 54h24" stroke="#5b524b" stroke-width="2.400"/><circle cx="195" cy="84" r="18" fill="#e8f3ee" stroke="#1b6b4a" stroke-width="2.500"/><path d="m186 85 6 6 12-13" fill="none" stroke="#1b6b4a" stroke-width="3.500" stroke-linecap="round" stroke-linejoin="round"/><path d="M179 114h32" stroke="#1f1b18" stroke-width="4"/> <path d="M222 112q24-2 30 10l10 30h-40z" fill="#f0cfae" stroke="#1f1b18" stroke-width="1.6"/>'
	},
	'son-far-away': {
		box: '0 0 280 170',
		lines:
			'<rect width="280" height="170" fill="#f4eee5"/><path d="M0 146h280v24H0z" fill="#e7dccd"/> <path d="M24 22h92v62H24z" fill="#cfdfee" stroke="#1f1b18" stroke-width="1.6"/><path d="M24 84l22-30 20 18 18-26 32 38z" fill="#1b6b4a" opacity=".35"/><circle cx="96" cy="38" r="8" fill="#e0a11b"/> <path d="M80 152 v-33 q0-25.2 24-25.2 t24 25.2 v33z" fill="#1d5b99" stroke="#1f1b18" stroke-width="1.6"/><circle cx="104" cy="82" r="13" fill="#f0cfae" stroke="#1f1b18" stroke-width="1.6"/><path d="M91 81 a13 13 0 0 1 26 0 q-13 -9.75 -26 0z" fill="#2b211b" stroke="#1f1b18" stroke-width="1.4"/><circle cx="100" cy="84" r="1.1"/><circle cx="108" cy="84" r="1.1"/><path d="M100.5 88 q3.5 2.6 7 0" fill="none" stroke="#1f1b18" stroke-width="1.3" stroke-linecap="round"/><path d="M118 116q18 14 40-4" fill="none" stroke="#1f1b18" stroke-width="9" stroke-linecap="round"/><path d="M118 116q18 14 40-4" fill="none" stroke="#1d5b99" stroke-width="6" stroke-linecap="round"/> <rect x="158" y="62" width="46" height="80" rx="7" fill="#1f1b18"/><rect x="162" y="69" width="38" height="65" rx="2" fill="#fff"/><path d="M170 80v42" stroke="#ddd3c7" stroke-width="2.500"/><circle cx="170" cy="80" r="4" fill="#1b6b4a"/><circle cx="170" cy="98" r="4" fill="#1b6b4a"/><circle cx="170" cy="116" r="4" fill="#fff" stroke="#e0a11b" stroke-width="2.500"/><path d="M179 80h15M179 98h11M179 116h14" stroke="#5b524b" stroke-width="2.400"/> <path d="M218 92c6-8 18-2 12 8l-12 11-12-11c-6-10 6-16 12-8z" fill="#a4161a"/>'
	},
	morning: {
		box: '0 0 440 190',
		lines:
			'<path d="M0 168h440" stroke="#7d0f13" stroke-width="2.500"/><g stroke="#7d0f13" stroke-width="2.500" stroke-linejoin="round"><path d="M14 92 62 52h92l48 40z" fill="#f6ddb0"/><path d="M34 92h148v76H34z" fill="#fff"/><path d="M92 168v-50h34v50zM50 112h24v24H50zM144 112h24v24h-24z" fill="#f6ddb0"/><path d="M196 108l36-30h70l36 30z" fill="#f6ddb0"/><path d="M212 108h112v60H212z" fill="#fff"/><path d="M252 168v-42h30v42z" fill="#a4161a"/><path d="M226 124h16v18h-16zM294 124h16v18h-16z" fill="#f6ddb0"/><path d="M336 126l28-24h40l28 24z" fill="#f6ddb0"/><path d="M348 126h72v42h-72z" fill="#fff"/><path d="M374 168v-28h20v28z" fill="#f6ddb0"/></g><circle cx="386" cy="44" r="17" fill="#e0a11b"/>'
	},
	slot: {
		box: '20 10 290 136',
		lines:
			'<rect x="20" y="14" width="280" height="34" rx="17" fill="#1f1b18"/><path d="M70 31h180v96l-12 9-12-9-12 9-12-9-12 9-12-9-12 9-12-9-12 9-12-9-12 9-12-9-12 9-12-9z" fill="#fff" stroke="#7d0f13" stroke-width="4" stroke-linejoin="round"/><path d="M110 62h100M110 82h64" stroke="#7d0f13" stroke-width="5" stroke-linecap="round"/><path d="M284 74v42m-16-16 16 18 16-18" fill="none" stroke="#a4161a" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>'
	},
	'slot-empty': {
		box: '20 10 290 136',
		lines:
			'<rect x="20" y="14" width="280" height="34" rx="17" fill="#1f1b18"/><path d="M58 31h204" stroke="#5b524b" stroke-width="5" stroke-linecap="round"/><path d="M124 78h72v-16h-72zM112 78h96v40h-14v-16h-68v16h-14z" fill="#f6ddb0" stroke="#7d0f13" stroke-width="4" stroke-linejoin="round"/><path d="M126 102h68v32h-68z" fill="#fff" stroke="#7d0f13" stroke-width="4" stroke-linejoin="round"/><path d="M138 114h44M138 124h28" stroke="#7d0f13" stroke-width="4" stroke-linecap="round"/>'
	},
	lantern: {
		box: '0 0 64 64',
		lines:
			'<path d="M32 4v6M24 10h16l3 5H21z" fill="#f6ddb0"/><path d="M21 15c-7 6-7 22 0 28h22c7-6 7-22 0-28z" fill="#a4161a"/><path d="M27 15c-4 8-4 20 0 28M37 15c4 8 4 20 0 28" stroke="#f6ddb0"/><path d="M21 43h22l-3 5H24z" fill="#f6ddb0"/><path d="M28 48v9M32 48v12M36 48v9"/>'
	}
} as const;

export type SceneName = keyof typeof scenes;
