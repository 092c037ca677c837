import { describe, expect, it } from 'vitest'
import { datasets } from '../catalog/index.ts'
import { headingIn, withHeadingsIn } from './headings.ts'
import { languages } from './languages.ts'

describe('the headings of Waybill’s own datasets', () => {
  it.each(languages)('are all there in %s, each once in its dataset', (language) => {
    const missing = datasets.flatMap(({ key, columns }) =>
      columns.filter((column) => !headingIn(language, key, column)).map(({ label }) => `${key}/${label}`),
    )
    expect(missing).toEqual([])
    const doubled = datasets.flatMap(({ key, columns }) => {
      const all = columns.map((column) => headingIn(language, key, column))
      return all.filter((heading, at) => all.indexOf(heading) !== at).map((heading) => `${key}/${heading}`)
    })
    expect(doubled).toEqual([])
  })

  it('give way to a name that somebody chose, and a company’s own tables keep theirs', () => {
    const sales = datasets.find(({ key }) => key === 'sales')!
    const [first, second] = sales.columns
    const chosen = [{ ...first!, label: 'My number' }, second!]
    expect(withHeadingsIn('de', sales, chosen).map(({ label }) => label)).toEqual([
      'My number',
      headingIn('de', 'sales', second!),
    ])
    const own = { key: 'own_orders', columns: [{ key: 'state', label: 'State' }] }
    expect(withHeadingsIn('fr', own, own.columns)).toEqual(own.columns)
  })
})
