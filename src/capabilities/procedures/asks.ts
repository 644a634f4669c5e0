import type { Words } from './answers.ts';

/** A question back when what was asked has several answers; each choice leads to one procedure. */
type Ask = {
	id: string;
	question: Words;
	choices: readonly { code: string; words: Words; picture: string }[];
};

/** At most four choices, as on every screen; the order is the order in which they are looked for. */
const ASKS: readonly Ask[] = [
	{
		id: 'birth-paper',
		question: { vi: 'Cháu bé đã có giấy chưa?', en: 'Is the birth already registered?', hi: 'क्या जन्म पहले से दर्ज है?' },
		choices: [
			{ code: '1.001193', picture: 'baby', words: { vi: 'Chưa có', en: 'Not yet', hi: 'अभी नहीं' } },
			{ code: '2.000635', picture: 'copies', words: { vi: 'Có rồi', en: 'Yes', hi: 'हाँ' } }
		]
	},
	{
		id: 'id-card',
		question: { vi: 'Thẻ của bác bây giờ ra sao?', en: 'What about the card you have?', hi: 'आपका मौजूदा कार्ड कैसा है?' },
		choices: [
			{ code: '1.014061', picture: 'card-id', words: { vi: 'Chưa có thẻ', en: 'I have none', hi: 'कार्ड नहीं है' } },
			{
				code: '1.014063',
				picture: 'appointment',
				words: { vi: 'Hết hạn, sai, hỏng', en: 'Expired or wrong', hi: 'पुराना, ग़लत, ख़राब' }
			},
			{ code: '1.014064', picture: 'question', words: { vi: 'Mất thẻ', en: 'I lost it', hi: 'खो गया' } },
			{ code: '1.014062', picture: 'baby', words: { vi: 'Làm cho trẻ nhỏ', en: 'For a child', hi: 'बच्चे के लिए' } }
		]
	},
	{
		id: 'allowance',
		question: { vi: 'Tiền trợ cấp cho ai?', en: 'Who is the money for?', hi: 'सहायता किसके लिए?' },
		choices: [
			{ code: '1.014027', picture: 'elder', words: { vi: 'Người già', en: 'An older person', hi: 'बुज़ुर्ग' } },
			{
				code: '1.001776',
				picture: 'wheelchair',
				words: { vi: 'Khuyết tật, mồ côi, nghèo', en: 'Disabled, orphan, poor', hi: 'दिव्यांग, अनाथ, ग़रीब' }
			}
		]
	},
	{
		id: 'funeral',
		question: { vi: 'Người mất đang hưởng gì?', en: 'What did the person receive?', hi: 'दिवंगत को क्या मिलता था?' },
		choices: [
			{
				code: '1.014028',
				picture: 'elder',
				words: { vi: 'Trợ cấp tuổi già', en: 'Old-age pension', hi: 'वृद्धावस्था पेंशन' }
			},
			{
				code: '1.001731',
				picture: 'rice-bowl',
				words: { vi: 'Trợ cấp xã hội', en: 'Social allowance', hi: 'सामाजिक सहायता' }
			},
			{ code: '2.002307', picture: 'medal', words: { vi: 'Cựu chiến binh', en: 'Veteran', hi: 'पूर्व सैनिक' } },
			{
				code: '1.010824',
				picture: 'medal',
				words: { vi: 'Người có công', en: 'Person of merit', hi: 'राष्ट्र-सेवा सम्मानित' }
			}
		]
	},
	{
		id: 'residence',
		question: { vi: 'Ở lâu dài hay ở tạm?', en: 'To stay for good, or for a while?', hi: 'स्थायी या कुछ समय के लिए?' },
		choices: [
			{ code: '1.004222', picture: 'house', words: { vi: 'Ở lâu dài', en: 'For good', hi: 'स्थायी' } },
			{ code: '1.004194', picture: 'house-help', words: { vi: 'Ở tạm, ở trọ', en: 'For a while', hi: 'कुछ समय' } }
		]
	}
];

/** The question that would tell the first results apart: it needs the best one and one more of the next among its choices. */
export function askFor(codes: readonly string[]): Ask | undefined {
	const near = codes.slice(0, 4);
	return ASKS.find(({ choices }) => {
		const hits = choices.filter(({ code }) => near.includes(code));
		return hits.length >= 2 && hits.some(({ code }) => code === codes[0]);
	});
}
