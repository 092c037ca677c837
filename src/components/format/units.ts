/** Units that are English words for one; abbreviations and words of other languages stay as they were written. */
const plurals = new Map(
  Object.entries({
    ...{
      piece: 'pieces',
      item: 'items',
      unit: 'units',
      set: 'sets',
      pair: 'pairs',
      pack: 'packs',
      box: 'boxes',
    },
    ...{ bag: 'bags', bottle: 'bottles', can: 'cans', carton: 'cartons', case: 'cases', crate: 'crates' },
    ...{
      pallet: 'pallets',
      roll: 'rolls',
      sheet: 'sheets',
      tube: 'tubes',
      license: 'licenses',
      user: 'users',
    },
    ...{ hour: 'hours', day: 'days', week: 'weeks', month: 'months', quarter: 'quarters', year: 'years' },
    ...{ visit: 'visits', gram: 'grams', litre: 'litres', liter: 'liters', metre: 'metres', meter: 'meters' },
  }),
)

/** The unit behind a number: `2 pieces`, `1 piece`, `2 kg`. */
export function unitOf(count: number, unit: string): string {
  if (count === 1) return unit
  const many = plurals.get(unit.toLowerCase())
  if (!many) return unit
  return unit[0] === unit[0]!.toUpperCase() ? many[0]!.toUpperCase() + many.slice(1) : many
}
