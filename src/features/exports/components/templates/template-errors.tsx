import { Alert, List } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'

/** What the server found wrong with a template. */
export function TemplateErrors({ problems }: { problems: string[] }) {
  if (problems.length === 0) return null
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="Not saved" role="alert">
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={problem}>{problem}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
