/** Texts that have broken files before: each must come out of every format as it went in. */
export const names = [
  'Plain Trading',
  'Müller & Söhne GmbH',
  'Ångström Übersee AB',
  '株式会社サンプル',
  '样品贸易有限公司',
  'ООО «Образец»',
  'Παράδειγμα ΑΕ',
  'عينة للتجارة',
  'Smith, Jones; Partners',
  'The "Quoted" Company',
  "L'Épicerie d'Été",
  'Two\nLines Ltd',
  'Carriage\r\nReturn Inc',
  'Tab\tSeparated',
  '=1+1',
  '=HYPERLINK("http://example.com","click")',
  '-1.5',
  '+49 30 0000000',
  '@SUM(A1:A9)',
  '＝1+1',
  '\t=2+2',
  "'already quoted",
  '00012345',
  '1E10',
  'TRUE',
  'NULL',
  '2024-02-29',
  '👩‍🚀 Space Café 🚀',
  'e\u0301 decomposed, \u00e9 composed',
  ' leading and trailing ',
  'back\\slash \\N \\t',
  '100 % <b>&amp;</b> _x000D_',
  '\u202eright to left',
  '',
]

export const notes = [
  null,
  null,
  null,
  '',
  'Call before delivery.',
  'Line one\nLine two\r\nLine three',
  'He said "no", then "yes"; see page 3, please',
  "=cmd|' /C calc'!A0",
  '-2+3',
  'Größe: 12,5 m² · naïve façade',
  '発送は翌営業日です。',
  'Отгрузка со склада № 2',
  '{"formula": "=1+1"}',
  '🎁🎁🎁',
]

export interface Place {
  country: string | null
  city: string | null
  state: string | null
  region: string | null
  postalCode: string | null
}

export const places: Place[] = [
  place('Germany', 'Köln', 'Nordrhein-Westfalen', 'West', '50667'),
  place('Germany', 'Dresden', 'Sachsen', 'East', '01067'),
  place('Japan', '東京', null, 'East', '100-0001'),
  place('Bulgaria', 'София', null, 'South', '1000'),
  place('Brazil', 'São Paulo', 'SP', 'South', '01000-000'),
  place('United States', "Coeur d'Alene", 'Idaho', 'West', '83814'),
  place('United States', 'Springfield', 'Illinois', 'Central', '62701'),
  place('Poland', 'Łódź', '', 'Central', '90-001'),
  place(null, null, null, null, null),
]

export const warehouses = ['Köln', 'Hall 1, North', 'Depot "B"', '東京']

export const departments = ['Finance', 'Sales', 'Lager & Versand', 'Отдел кадров', null]

function place(
  ...values: [Place['country'], Place['city'], Place['state'], Place['region'], string | null]
): Place {
  const [country, city, state, region, postalCode] = values
  return { country, city, state, region, postalCode }
}
