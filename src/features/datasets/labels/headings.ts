import { findDataset } from '../catalog/index.ts'
import type { DatasetColumn } from '../definition/definition.ts'
import type { Language } from './languages.ts'
import { databaseTerms } from './terms/database.ts'
import { generalTerms } from './terms/general.ts'
import { insightTerms } from './terms/insights.ts'
import { procurementTerms } from './terms/procurement.ts'
import { salesAndPeopleTerms } from './terms/sales-and-people.ts'
import { spendAndOnboardingTerms } from './terms/spend-and-onboarding.ts'
import type { Terms } from './terms/terms.ts'

const terms: Terms = {
  ...generalTerms,
  ...salesAndPeopleTerms,
  ...procurementTerms,
  ...insightTerms,
  ...databaseTerms,
  ...spendAndOnboardingTerms,
}

/** A column's heading in a language; undefined where Waybill's own datasets lack it. A company's own stay as they are. */
export function headingIn(
  language: Language,
  datasetKey: string,
  { label }: Pick<DatasetColumn, 'label'>,
): string | undefined {
  if (language === 'en' || !findDataset(datasetKey)) return label
  const term = terms[`${datasetKey}/${label}`] ?? terms[label]
  return term?.[language === 'de' ? 0 : 1]
}

/** The columns with their headings in a language, but for those that were given another name. */
export function withHeadingsIn<Column extends Pick<DatasetColumn, 'key' | 'label'>>(
  language: Language,
  dataset: { key: string; columns: Pick<DatasetColumn, 'key' | 'label'>[] },
  columns: Column[],
): Column[] {
  const own = new Map(dataset.columns.map(({ key, label }) => [key, label]))
  return columns.map((column) =>
    own.get(column.key) === column.label
      ? { ...column, label: headingIn(language, dataset.key, column) ?? column.label }
      : column,
  )
}
