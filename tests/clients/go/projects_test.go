package clients

import (
	"testing"

	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/stretchr/testify/require"
)

func aProjectEntity(name, description string, labels map[string]string) *models.V1ProjectEntity {
	return &models.V1ProjectEntity{Metadata: &models.V1ObjectMeta{
		Name: name, Labels: labels, Annotations: map[string]string{"description": description}}}
}

func TestAProjectLives(t *testing.T) {
	// The labels of the tags "region:eu" and "edge", as the Terraform provider writes them.
	labels := map[string]string{"region": "eu", "edge": "spectro__tag"}
	uid, err := tenant().CreateProject(aProjectEntity(t.Name(), "  two blanks at both ends  ", labels))
	require.NoError(t, err)

	found, err := tenant().GetProject(uid)
	require.NoError(t, err)
	require.Equal(t, uid, found.Metadata.UID)
	require.Equal(t, t.Name(), found.Metadata.Name)
	require.Equal(t, "  two blanks at both ends  ", found.Metadata.Annotations["description"])
	require.Equal(t, labels, found.Metadata.Labels)
	require.NotNil(t, found.Spec)

	byName, err := tenant().GetProjectUID(t.Name())
	require.NoError(t, err)
	require.Equal(t, uid, byName)

	update := aProjectEntity(t.Name()+" two", "other", nil)
	update.Metadata.UID = uid
	require.NoError(t, tenant().UpdateProject(uid, update))
	changed, err := tenant().GetProject(uid)
	require.NoError(t, err)
	require.Equal(t, t.Name()+" two", changed.Metadata.Name)
	require.Equal(t, "other", changed.Metadata.Annotations["description"])
	require.Empty(t, changed.Metadata.Labels)

	require.NoError(t, tenant().DeleteProject(uid))
	_, err = tenant().GetProject(uid)
	requireGone(t, err)
	requireGone(t, tenant().UpdateProject(uid, update))
	requireGone(t, tenant().DeleteProject(uid))
	_, err = tenant().GetProjectUID(t.Name() + " two")
	require.ErrorContains(t, err, "not found")
}

// The Terraform provider looks for it before anything else, and gives up without it.
func TestTheProjectDefaultIsThereFromTheStart(t *testing.T) {
	uid, err := tenant().GetProjectUID("Default")
	require.NoError(t, err)
	require.NotEmpty(t, uid)
}

func TestANameWhereAProjectsUidBelongsIsGone(t *testing.T) {
	for _, name := range []string{"Default", "my project", "my%20project", ""} {
		_, err := tenant().GetProject(name)
		requireGone(t, err)
	}
}

func TestASecondProjectOfTheSameNameIsAConflict(t *testing.T) {
	first := aProject(t)

	_, err := tenant().CreateProject(aProjectEntity(t.Name(), "", nil))

	refused := requireRefused(t, 409, "Conflict", err)
	require.Equal(t, first, refused.Details.(map[string]any)["other"])
}
