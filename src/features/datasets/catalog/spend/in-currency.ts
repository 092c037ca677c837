/** As many decimal places as any currency has. */
export const currencyScale = 4

/** Those with other than two decimal places that are out of use, or units of account. */
const unlisted = 'ADP BYR CLF ESP ITL LUF MGF MRO SLL STD TMM TRL UYI UYW ZMK ZWD'.split(' ')
const currencies = [...new Set([...Intl.supportedValuesOf('currency'), ...unlisted])]

const byDigits = Map.groupBy(currencies, (currency) => {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return maximumFractionDigits
})

/** SQL of an amount that is stored in minor units, as a decimal number of its currency: 1250 EUR is 12.50. */
export function inCurrency(minorUnits: string, currency: string): string {
  const cases = [...byDigits]
    .filter(([digits]) => digits !== 2)
    .map(([digits, codes]) => `when ${currency} in ('${codes.join("', '")}') then ${10 ** digits}`)
  return `round(${minorUnits} / (case ${cases.join(' ')} else 100 end)::numeric, ${currencyScale})`
}
