import type { Words, Choice, FormPerson, Question } from '#capabilities/procedures/answers.ts';

export const words = (vi: string, en: string, hi: string): Words => ({ vi, en, hi });
export const choice = (value: string, portal: string, vi: string, en: string, hi: string): Choice => ({
	value,
	portal,
	words: words(vi, en, hi)
});

const YEAR_HINT = words(
	'Bác viết số, như 20 10 1972. Chỉ nhớ năm thì viết năm.',
	'Write numbers, like 20 10 1972. If you know only the year, write the year.',
	'अंक लिखें, जैसे 20 10 1972। केवल साल याद हो तो साल लिखें।'
);

export const SEXES = [
	choice('male', 'Nam', 'Nam', 'Male', 'पुरुष'),
	choice('female', 'Nữ', 'Nữ', 'Female', 'महिला')
] as const;

/** Who asks: the boxes with which every form of the portal begins. */
export const applicant: readonly Question[] = [
	{
		id: 'applicant-name',
		kind: 'person-name',
		person: 'applicant',
		prefill: 'name',
		required: true,
		portalLabel: 'Họ, chữ đệm, tên người yêu cầu',
		ask: words('Họ và tên của bác là gì?', 'What is your full name?', 'आपका पूरा नाम क्या है?')
	},
	{
		id: 'applicant-id-number',
		kind: 'id-number',
		person: 'applicant',
		prefill: 'idNumber',
		required: true,
		portalLabel: 'Số định danh cá nhân',
		ask: words('Số trên thẻ căn cước của bác?', 'What is the number on your ID card?', 'आपके पहचान पत्र का नंबर?'),
		hint: words('12 chữ số, in ở mặt trước thẻ.', '12 digits, on the front of the card.', '12 अंक, कार्ड के सामने छपे हैं।')
	},
	{
		id: 'applicant-birth',
		kind: 'date',
		partial: true,
		person: 'applicant',
		prefill: 'birth',
		required: true,
		portalLabel: 'Ngày sinh',
		ask: words('Bác sinh ngày nào?', 'When were you born?', 'आपका जन्म कब हुआ?'),
		hint: YEAR_HINT
	},
	{
		id: 'applicant-address',
		kind: 'place',
		person: 'applicant',
		prefill: 'address',
		required: true,
		portalLabel: 'Nơi cư trú',
		ask: words('Bác đang ở đâu?', 'Where do you live?', 'आप कहाँ रहते हैं?'),
		hint: words('Thôn, xã, tỉnh.', 'Village, commune, province.', 'गाँव, कम्यून, प्रांत।')
	},
	{
		id: 'applicant-phone',
		kind: 'phone',
		person: 'applicant',
		prefill: 'phone',
		required: false,
		portalLabel: 'Số điện thoại',
		ask: words('Số điện thoại của bác?', 'What is your phone number?', 'आपका फ़ोन नंबर?'),
		hint: words('Không có thì bỏ qua.', 'If you have none, skip this.', 'न हो तो छोड़ दें।')
	}
];

/** How the result comes back; the centre's own desk first. Where the post brings it, to which address. */
const receive: Question = {
	id: 'receive',
	kind: 'choice',
	required: true,
	portalLabel: 'Hình thức nhận kết quả',
	ask: words('Bác muốn nhận kết quả thế nào?', 'How would you like to get the result?', 'परिणाम कैसे लेना चाहेंगे?'),
	choices: [
		choice('desk', 'Nhận trực tiếp tại trung tâm', 'Đến quầy lấy', 'Collect it at the counter', 'काउंटर से लूँगा'),
		choice('post', 'Nhận qua bưu chính công ích', 'Bưu điện mang đến nhà', 'By post to my home', 'डाक से घर पर'),
		choice('electronic', 'Nhận bản điện tử', 'Bản điện tử trên mạng', 'Electronic copy', 'इलेक्ट्रॉनिक प्रति')
	]
};

export const delivery: readonly Question[] = [
	receive,
	{
		id: 'receive-address',
		kind: 'place',
		person: 'applicant',
		prefill: 'address',
		required: true,
		when: { question: 'receive', is: ['post'] },
		portalLabel: 'Địa chỉ nhận kết quả',
		ask: words('Bưu điện mang đến đâu?', 'To which address should the post bring it?', 'डाक किस पते पर लाए?'),
		hint: words(
			'Số nhà hoặc thôn, xã, tỉnh. Nơi có người nhận.',
			'House or village, commune, province. Where somebody can take it.',
			'मकान या गाँव, कम्यून, प्रांत। जहाँ कोई ले सके।'
		)
	}
];

export const remarks: Question = {
	id: 'remarks',
	kind: 'long-text',
	required: false,
	portalLabel: 'Ghi chú',
	ask: words('Bác còn muốn nói thêm gì không?', 'Is there anything else you want to say?', 'क्या आप कुछ और कहना चाहेंगे?'),
	hint: words(
		'Không viết mật khẩu hay mã 6 số vào đây.',
		'Do not write a password or a 6-digit code here.',
		'यहाँ पासवर्ड या 6 अंकों का कोड न लिखें।'
	)
};

const ROLES: Record<Exclude<FormPerson, 'applicant'>, Words> = {
	child: words('cháu bé', 'the child', 'बच्चे'),
	mother: words('mẹ cháu', 'the mother', 'माँ'),
	father: words('cha cháu', 'the father', 'पिता'),
	owner: words('người có tên trên giấy', 'the person on the record', 'दर्ज व्यक्ति')
};

const about = (role: Words, vi: string, en: string, hi: string): Words =>
	words(`${vi} ${role.vi}?`, en.replace('{who}', role.en), hi.replace('{who}', role.hi));

/** The boxes about a parent on the birth form; for a father they apply only where he is to be named. */
export function parent(person: 'mother' | 'father', when?: Question['when']): readonly Question[] {
	const role = ROLES[person];
	const label = person === 'mother' ? 'người mẹ' : 'người cha';
	const shared = { person, ...(when ? { when } : {}) };
	/** A parent who asks for the paper has said this of themselves already. */
	const asked = (as: string) => ({ same: { as, when: { question: 'relation', is: [person] } } });
	return [
		{
			...shared,
			id: `${person}-name`,
			kind: 'person-name',
			required: true,
			prefill: 'name',
			...asked('applicant-name'),
			portalLabel: `Họ, chữ đệm, tên ${label}`,
			ask: about(role, 'Họ và tên của', 'What is the full name of {who}?', '{who} का पूरा नाम क्या है?')
		},
		{
			...shared,
			id: `${person}-birth`,
			kind: 'date',
			partial: true,
			required: true,
			prefill: 'birth',
			...asked('applicant-birth'),
			before: 'child-birth',
			portalYear: true,
			portalLabel: `Năm sinh ${label}`,
			ask: about(role, 'Ngày sinh của', 'When was {who} born?', '{who} का जन्म कब हुआ?'),
			hint: YEAR_HINT
		},
		{
			...shared,
			id: `${person}-id-number`,
			kind: 'id-number',
			required: false,
			prefill: 'idNumber',
			...asked('applicant-id-number'),
			portalLabel: `Số định danh cá nhân ${label}`,
			ask: about(role, 'Số căn cước của', 'What is the ID number of {who}?', '{who} का पहचान नंबर?'),
			hint: words('Không có số thì bỏ qua.', 'If there is none, skip this.', 'न हो तो छोड़ दें।')
		},
		{
			...shared,
			id: `${person}-ethnicity`,
			kind: 'ethnic-group',
			required: true,
			prefill: 'ethnicity',
			portalLabel: `Dân tộc ${label}`,
			ask: about(role, 'Dân tộc của', 'What is the ethnic group of {who}?', '{who} किस जातीय समूह से हैं?'),
			hint: words('Như Kinh, Mường, Thái.', 'Such as Kinh, Mường, Thái.', 'जैसे Kinh, Mường, Thái।')
		},
		{
			...shared,
			id: `${person}-address`,
			kind: 'place',
			required: true,
			prefill: 'address',
			...asked('applicant-address'),
			portalLabel: `Nơi cư trú ${label}`,
			ask: about(role, 'Nơi ở của', 'Where does {who} live?', '{who} का पता क्या है?')
		}
	];
}
export { YEAR_HINT };
