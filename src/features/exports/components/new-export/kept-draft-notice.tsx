import { Button, Group, Paper, Text } from '@mantine/core'

/** Says where the filled-in form comes from, and how to get a blank one. */
export function KeptDraftNotice({ onStartOver }: { onStartOver: () => void }) {
  return (
    <Paper px="md" py="xs" role="status">
      <Group justify="space-between" gap="xs">
        <Text size="sm">Your unfinished form was restored.</Text>
        <Button variant="subtle" size="compact-sm" onClick={onStartOver}>
          Start over
        </Button>
      </Group>
    </Paper>
  )
}
