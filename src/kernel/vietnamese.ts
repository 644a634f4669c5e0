// What a Vietnamese syllable can look like: an onset, a rhyme, at most one tone. Told by spelling alone, without a dictionary.

const ONSETS = new Set(',b,c,ch,d,đ,g,gh,gi,h,k,kh,l,m,n,ng,ngh,nh,p,ph,qu,r,s,t,th,tr,v,x'.split(','));

const RHYMES = new Set(
	(
		'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu ' +
		'i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen ' +
		'oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi ' +
		'uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt ' +
		'yêu ynh yt'
	).split(' ')
);

const NUCLEI = new Set(['ĭ', 'ŏ', 'ŭ', 'ĕ', ...[...RHYMES].map((rhyme) => /^[aăâeêioôơuưy]+/u.exec(rhyme)![0])]);

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const SHARP_OR_HEAVY = /[\u0301\u0323]/;

/** A word without its tone, lower case, and the tones that it had. */
function toneless(word: string): { bare: string; tones: string } {
	const apart = word.toLocaleLowerCase('vi').normalize('NFD');
	// A tilde over an n is no tone.
	const bare = apart.replace(/(?<=[aeiouy][\u0302\u0306\u031B]?)[\u0300\u0301\u0303\u0309\u0323]/g, '');
	return { bare: bare.normalize('NFC'), tones: (apart.match(TONES) ?? []).join('') };
}

/** Whether a word is spelt as a Vietnamese syllable can be. Closed by c, ch, p or t it is sharp or heavy: "Lôc" is none. */
export function isSyllable(word: string): boolean {
	const { bare, tones } = toneless(word);
	if (tones.length > 1) return false;
	for (let cut = Math.min(3, bare.length - 1); cut >= 0; cut--)
		if (ONSETS.has(bare.slice(0, cut)) && RHYMES.has(bare.slice(cut)))
			return !/(c|ch|p|t)$/.test(bare) || SHARP_OR_HEAVY.test(tones);
	return false;
}

/** Whether a word is spelt as names of the minorities are: consonants as they like, one nucleus or two, short vowels and a stroke of their own. */
export function isMinorityWord(word: string): boolean {
	const { bare, tones } = toneless(word);
	const parts = /^([bcdfghjklmnpqrstvwxzđƀčñ'’]{0,4}[aeiouyăâêôơưĭŏŭĕ]+){1,2}(?:ch|ng|nh|[bcdghjklmnprstw])?$/u.test(
		bare
	);
	const nuclei = bare.match(/[aeiouyăâêôơưĭŏŭĕ]+/gu) ?? [];
	return tones.length <= 1 && parts && nuclei.every((nucleus) => NUCLEI.has(nucleus));
}
