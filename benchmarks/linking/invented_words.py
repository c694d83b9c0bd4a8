"""The invented vocabulary of the simulated market. Every word is made up or common; towns are real."""

GIVEN = (
    "Wei Li Ana Maria Igor Olena Ahmed Fatima John Mary Chen Yan Ivan Sofia Omar Layla Peter Julia Raj Priya Minh Lan "
    "Kofi Ama Jose Lucia Marek Eva Tom Sara Hugo Ines Ali Zara Noah Emma Yuki Ken Lars Ida"
).split()
FAMILY = (
    "Zhang Wang Liu Chen Novak Horvat Petrov Ivanova Hassan Farah Smith Miller Garcia Lopez Nguyen Tran Kumar Singh "
    "Mensah Owusu Santos Silva Kowalski Nowak Tanaka Sato Hansen Larsen Muller Schmidt Rossi Conti Khan Malik Brown "
    "Jones Yilmaz Demir Cohen Levi Park Kim Okafor Bello Dubois Martin"
).split()
FIRST = (
    "Blue Golden Silver Sunrise Maple Hazel Prime Lucky Happy Bright Star Moon River Ocean Green Royal Swift Smart "
    "Urban Nordic Pacific Summit Cedar Willow Amber Crystal Rapid Global Vista Delta Harbor Lotus Jade Panda Tiger "
    "Eagle Falcon Coral Velvet Rustic Copper Iron Solar Lunar Orchid Bamboo Pearl Canyon Prairie Meadow"
).split()
SECOND = (
    "Sky Reed Corner Closet Way Leaf Stone Wave Field Bridge Gate Hill Lake Wind Fox Bear Wolf Bird Tree Rose Lane "
    "Peak Port Shore Point Grove Spring Light Home Style Life Nest Box Cart Basket Deal Value Choice Trend Fashion "
    "Tech Gear Sport Beauty Toy Garden Kitchen Auto Pet Craft"
).split()
BUSINESS = "Store Shop Outlet Trading Deals Goods Supply Mart Market Direct Online Collective Traders Imports".split()
FORMS = ["", "", "", " LLC", " Inc", " Ltd", " Co., Ltd.", " Limited"]
STREETS = (
    "Oak Elm Pine Main Church Mill Station Park Harbor Lake River Hill Market King Queen Victory Industrial Commerce "
    "Warehouse Logistics Canal Bridge Garden Orchard Sunset Spring Meadow Forest Union Liberty"
).split()
KINDS = {"Street": "St", "Avenue": "Ave", "Road": "Rd", "Boulevard": "Blvd", "Drive": "Dr", "Lane": "Ln"}
TOWNS = (  # town, post code's first three digits, telephone area
    ("Houston", "770", "713"), ("Columbus", "432", "614"), ("Tampa", "336", "813"), ("Newark", "071", "973"),
    ("Fresno", "937", "559"), ("Tucson", "857", "520"), ("Reno", "895", "775"), ("Portland", "972", "503"),
    ("Brooklyn", "112", "718"), ("Denver", "802", "303"), ("Miami", "331", "305"), ("Chicago", "606", "312"),
    ("Seattle", "981", "206"), ("Boston", "021", "617"), ("Phoenix", "850", "602"), ("Dallas", "752", "214"),
    ("Walnut", "917", "909"), ("City of Industry", "917", "626"), ("Edison", "088", "732"),
    ("Wilmington", "198", "302"),
)  # fmt: skip
