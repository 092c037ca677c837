import type { RelationDetails } from '../../../custom/record/schema.ts'

/** A column of the dataset that is being made. */
export type ChosenColumn = RelationDetails['suggestion']['columns'][number]
