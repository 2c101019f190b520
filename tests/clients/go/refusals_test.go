package clients

import (
	"testing"

	"github.com/go-openapi/strfmt"
	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/spectrocloud/palette-sdk-go/client"
	"github.com/spectrocloud/palette-sdk-go/client/herr"
	"github.com/stretchr/testify/require"
)

// What somebody may see but not change is forbidden; what they may not even see is gone.
func TestAViewerIsForbiddenToChangeAndOtherProjectsAreGone(t *testing.T) {
	here, elsewhere := aProject(t), aProjectCalled(t, t.Name()+" elsewhere")
	key, err := in(here).CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "here")))
	require.NoError(t, err)
	foreign, err := in(elsewhere).CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "elsewhere")))
	require.NoError(t, err)
	user, err := tenant().GetUserByEmail(viewerEmail)
	require.NoError(t, err)
	require.NoError(t, tenant().AssociateUserProjectRole(user.Metadata.UID, &models.V1ProjectRolesPatch{
		Projects: []*models.V1ProjectRolesPatchProjectsItems0{{ProjectUID: here, Roles: []string{theRole(t, "Project Viewer")}}}}))

	signedIn, err := connect().Authenticate(&models.V1AuthLogin{EmailID: viewerEmail, Password: strfmt.Password(viewerPassword)})
	require.NoError(t, err)
	as := func(project string) *client.V1Client {
		return connect(client.WithJWT(signedIn.Authorization), client.WithScopeProject(project))
	}

	_, err = as(here).GetSSHKey(key)
	require.NoError(t, err)
	projects, err := as(here).GetProjects()
	require.NoError(t, err)
	require.Len(t, projects.Items, 1)
	for _, err := range []error{
		as(here).UpdateSSHKey(key, anSSHKey(t.Name(), aPublicKey(t, "other"))), as(here).DeleteSSHKey(key),
		as(here).DeleteProject(here),
	} {
		requireRefused(t, 403, "Forbidden", err)
		require.False(t, herr.IsNotFound(err))
	}
	_, err = as(elsewhere).GetSSHKey(foreign)
	requireGone(t, err)
	_, err = as(here).GetSSHKey(foreign)
	requireGone(t, err)
	_, err = as(here).GetProject(elsewhere)
	requireGone(t, err)
	_, err = as(here).GetUsers()
	requireRefused(t, 403, "Forbidden", err)
}
